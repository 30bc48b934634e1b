import { compileLayout } from '../../../src-main/templates/layout/compile';
import { prepare } from '../../../src-main/templates/render/prepare';
import { renderMessage } from '../../../src-main/templates/render/render-message';
import type { Rendering } from '../../../src-preload/contract/templates/message';
import type { TemplateValues } from '../../../src-preload/contract/templates/variables';

interface Written {
  readonly subject?: string;
  readonly preheader?: string;
  readonly mjml?: string;
  readonly language?: string;
  readonly zone?: string;
}

/** A template as it is saved and sent, in this process. */
export async function render(
  {
    subject = 'Hello',
    preheader = '',
    mjml = wrapped('<mj-text>x</mj-text>'),
    language = 'en',
    zone = 'UTC',
  }: Written,
  values: TemplateValues,
): Promise<Rendering> {
  const { html, problems } = await compileLayout({ mjml, preheader, language });
  if (html === null) throw new Error(problems.map(({ words }) => words).join('\n'));
  return renderMessage(prepare({ subject, preheader, html, language }), values, zone);
}

/** A layout of one column. */
export function wrapped(body: string): string {
  return `<mjml><mj-body><mj-section><mj-column>${body}</mj-column></mj-section></mj-body></mjml>`;
}

export function messageOf(rendered: Rendering) {
  if (rendered.kind === 'refused') throw new Error(rendered.words);
  return rendered;
}
