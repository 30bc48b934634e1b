import { Parser } from 'htmlparser2';
import { layoutTags } from '../../../src-preload/contract/templates/layout-tags';
import type { TemplateProblem } from '../../../src-preload/contract/templates/problem';
import { safeLink } from '../liquid/filters';
import { linesIn, marksIn } from '../liquid/tokens';
import { error, warning } from '../problem';
import { isHarmfulCss, linkAttributes, textAttributes, textTags } from './vocabulary';

/** What is wrong with mail layout whose Liquid is masked: unknown tags, what would run, fetch or leave, images without words. */
export function checkSource(masked: string): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const open: string[] = [];
  const lineAt = (at: number) => 1 + linesIn(masked.slice(0, at));
  /** The reader hands a text over in pieces. */
  const tellOnce = (problem: TemplateProblem) => {
    const { line, words } = problems.at(-1) ?? {};
    if (line !== problem.line || words !== problem.words) problems.push(problem);
  };
  const parser: Parser = new Parser(
    {
      onopentag(name, attributes) {
        const line = lineAt(parser.startIndex);
        const around = open.at(-1);
        if (around !== undefined && layoutTags.has(name) && isText(around))
          problems.push(error(`<${name}> within a text is seen by nobody: put it behind the text.`, line));
        open.push(name);
        if (!isKnown(name)) problems.push(error(unknownWords(name), line));
        for (const [key, value] of Object.entries(attributes)) {
          const words = attributeWords(key.toLowerCase(), value);
          if (words !== null) problems.push(error(words, line));
        }
        if (isImage(name) && (attributes['alt'] ?? '').trim() === '')
          problems.push(warning('An image has no alt text: many see its words alone.', line));
      },
      ontext(text) {
        const around = open.at(-1);
        // Liquid that stands there is told by what misses it.
        if (around !== undefined && !isText(around) && text.replace(/lqz\d+z/g, '').trim() !== '')
          tellOnce(error(strayWords, lineAt(parser.startIndex)));
        if (open.at(-1) === 'mj-style' && isHarmfulCss(text))
          problems.push(
            error(
              'The style fetches or runs something (url, @import, expression).',
              lineAt(parser.startIndex),
            ),
          );
      },
      onclosetag() {
        open.pop();
      },
      oncdatastart() {
        problems.push(error('CDATA has no place in a template.', lineAt(parser.startIndex)));
      },
      onprocessinginstruction() {
        problems.push(error('<! and <? have no place in a template.', lineAt(parser.startIndex)));
      },
    },
    { xmlMode: true, lowerCaseTags: true, decodeEntities: true },
  );
  parser.end(masked);
  return problems;
}

const strayWords = 'Words outside a text are seen by nobody: write them in an mj-text.';

function isKnown(name: string): boolean {
  return layoutTags.has(name) || textTags.has(name);
}

/** What MJML takes as it is: parts of the layout in it stay words that no mail program knows. */
function isText(name: string): boolean {
  return textTags.has(name) || endingTags.has(name);
}

const endingTags: ReadonlySet<string> = new Set([
  'mj-text',
  'mj-button',
  'mj-table',
  'mj-social-element',
  'mj-style',
  'mj-title',
]);

function isImage(name: string): boolean {
  return name === 'img' || name === 'mj-image';
}

function unknownWords(name: string): string {
  if (name === 'mj-include') return 'mj-include reads files: write what it held here.';
  if (name === 'mj-raw') return 'mj-raw passes markup by the layout: write it in an mj-text.';
  return `<${name}> is not a part that templates are made of.`;
}

function attributeWords(name: string, value: string): string | null {
  if (/^on/.test(name)) return `${name} would run something: mails can’t.`;
  if (name === 'inline' || name === 'path') return `${name} has no place in a template.`;
  if (linkAttributes.has(name)) return linkWords(value);
  if (textAttributes.has(name)) return null;
  if (isHarmfulCss(value)) return `${name} holds more than a size, a colour or a name.`;
  // MJML writes attributes into styles as they are.
  return name !== 'style' && /[;{}]/.test(value)
    ? `${name} holds more than a size, a colour or a name.`
    : null;
}

/** Links that Liquid makes are looked at by `checkPlaces`. */
function linkWords(value: string): string | null {
  if (marksIn(value).length > 0 && /^\s*lqz/.test(value)) return null;
  const plain = value.replace(/lqz\d+z/g, 'x');
  return safeLink(plain) === null
    ? `“${value.slice(0, 60)}” is no address with http, https or mailto.`
    : null;
}
