import mjml from 'mjml';
import type { TemplateProblem } from '../../../src-preload/contract/templates/problem';
import { escapeHtml } from '../../lib/escape-html';
import { templateLimits } from '../liquid/engine';
import { holdsMarks, mask, unmask } from '../liquid/tokens';
import { error } from '../problem';
import { checkBrackets } from './check-brackets';
import { checkPlaces } from './check-places';
import { checkSource } from './check-source';
import { standInForColor } from './color-stand-in';

export interface Compiled {
  /** HTML whose values are Liquid still; null where the layout can't be compiled. */
  readonly html: string | null;
  readonly problems: readonly TemplateProblem[];
}

/** What a layout is made into HTML with. */
export interface LayoutText {
  readonly mjml: string;
  /** Liquid of the line that lists of mail show behind the subject. */
  readonly preheader: string;
  readonly language: string;
}

/**
 * Mail layout to HTML, at save. Its Liquid is masked meanwhile, so that the layout sees words, and no value ever. Lines of
 * problems are those of the source.
 */
export async function compileLayout({ mjml: source, preheader, language }: LayoutText): Promise<Compiled> {
  if (source.length > templateLimits.characters)
    return failed(error('The template is longer than 200,000 characters.'));
  const colored = standInForColor(withoutNotes(source));
  if (colored.text.includes('<!--')) return failed(error('A note <!-- is not closed.'));
  if (holdsMarks(colored.text + preheader))
    return failed(error('The template holds a word like lqz1z: write it differently.'));
  const { text, tags } = mask(colored.text);
  const before = [...checkBrackets({ text, tags }), ...checkSource(text)];
  if (before.some(({ weight }) => weight === 'error')) return failed(...before);
  const made = await toHtml(text);
  if (made.html === null) return failed(...before, ...made.problems);
  const problems = [...before, ...checkPlaces({ text: made.html, tags })];
  const html = asMail(colored.restore(unmask(made.html, tags)), language);
  return { html: withPreheader(html, preheader), problems };
}

function failed(...problems: readonly TemplateProblem[]): Compiled {
  return { html: null, problems };
}

/** Includes, files beside and fonts of others are off; what is unknown is an error, never left out in silence. */
async function toHtml(text: string): Promise<Compiled> {
  try {
    const { html, errors } = await mjml(text, {
      ignoreIncludes: true,
      useMjmlConfigOptions: false,
      keepComments: false,
      fonts: {},
      validationLevel: 'soft',
    });
    if (errors.length === 0) return { html, problems: [] };
    return failed(...errors.map(({ line, message, tagName }) => error(`<${tagName}>: ${message}`, line)));
  } catch (cause) {
    const words = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '';
    return failed(error(`The layout can’t be read: ${words.slice(0, 200)}`));
  }
}

/** Says that the mail has colours for the dark as well: without, programs make some of their own. */
function asMail(html: string, language: string): string {
  const schemes = ['color-scheme', 'supported-color-schemes'].map(
    (name) => `<meta name="${name}" content="light dark">`,
  );
  return html
    .replace('<head>', () => `<head>${schemes.join('')}`)
    .replaceAll('lang="und"', () => `lang="${language}"`);
}

/** Lines stay where they are. */
function withoutNotes(source: string): string {
  return source.replace(/<!--[\s\S]*?-->/g, (note) => note.replace(/[^\n]/g, ''));
}

/** What stands between its values is text, as it is in the list of mails. */
function withPreheader(html: string, preheader: string): string {
  if (preheader.trim() === '') return html;
  const { text, tags } = mask(preheader);
  const line = `<div class="preheader" style="display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;overflow:hidden;">${unmask(escapeHtml(text), tags)}</div>`;
  return html.replace(/<body\b[^>]*>/, (body) => body + line);
}
