import type { ActivityKind } from '../../../src-preload/contract/activities';
import type { ActivityTemplate } from '../../../src-preload/contract/activity-templates';

type Template = Pick<ActivityTemplate, 'id' | 'kind' | 'text' | 'isHidden'>;

/** What a note of a kind begins with: the first template that is offered for it; empty: nothing. */
export function outlineOf(kind: ActivityKind | null, templates: readonly Template[]): string {
  return templates.find((template) => template.kind === kind && !template.isHidden)?.text ?? '';
}

/** The text once a kind is chosen: an outline that nobody wrote into gives way to the next, and what was typed stays. */
export function textOfKind(
  written: string,
  kind: ActivityKind | null,
  templates: readonly Template[],
): string {
  return isUntouched(written, templates) ? outlineOf(kind, templates) : written;
}

/** The text once a template is chosen: it takes the place of an outline that nobody wrote into, and stands below what was typed. */
export function textOfTemplate(
  written: string,
  outline: string,
  templates: readonly Template[],
  most: number,
): string {
  if (isUntouched(written, templates)) return outline;
  const below = templates.find(({ text }) => written.endsWith(`${gap}${text}`));
  const typed = below === undefined ? written.trimEnd() : written.slice(0, -(gap.length + below.text.length));
  const text = `${typed}${gap}${outline}`;
  return text.length > most ? written : text;
}

const gap = '\n\n';

/** The template whose words the text ends with as they are; undefined: none. */
export function templateIn(
  written: string,
  kind: ActivityKind | null,
  templates: readonly Template[],
): Template | undefined {
  return templates.find(
    ({ text, kind: of, isHidden }) =>
      of === kind && !isHidden && (written === text || written.endsWith(`${gap}${text}`)),
  );
}

function isUntouched(written: string, templates: readonly Template[]): boolean {
  return written.trim() === '' || templates.some(({ text }) => text === written);
}
