import { Parser } from 'htmlparser2';
import type { TemplateProblem } from '../../../src-preload/contract/templates/problem';
import { linesIn, mask } from '../liquid/tokens';
import { warning } from '../problem';

/** Services that hide where a link leads: filters trust none of their links. */
const shorteners = new Set(
  'bit.ly tinyurl.com t.co goo.gl ow.ly buff.ly is.gd rebrand.ly cutt.ly lnkd.in tiny.cc shorturl.at rb.gy t.ly v.gd bl.ink short.io'.split(
    ' ',
  ),
);

/** Links that filters, or their readers, would not trust. */
export function linkProblems(mjml: string): TemplateProblem[] {
  const { text: masked } = mask(mjml);
  const problems: TemplateProblem[] = [];
  let open: { host: string; line: number } | null = null;
  let said = '';
  const parser: Parser = new Parser(
    {
      onopentag(_name, { href }) {
        const host = href === undefined ? null : hostOf(href);
        if (href === undefined || host === null) return;
        const line = 1 + linesIn(masked.slice(0, parser.startIndex));
        const words = wordsOf(href, host);
        if (words !== null) problems.push(warning(words, line));
        open = { host, line };
        said = '';
      },
      ontext: (text) => {
        said += text;
      },
      onclosetag(name) {
        if (open === null || (name !== 'a' && name !== 'mj-button')) return;
        const shown = /^(?:https?:\/\/)?([\w-]+(?:\.[\w-]+)+)(?:\/\S*)?$/i.exec(said.trim())?.[1];
        if (shown !== undefined && bare(shown) !== bare(open.host))
          problems.push(warning(`The link says ${shown} and leads to ${open.host}.`, open.line));
        open = null;
      },
    },
    { xmlMode: true, lowerCaseTags: true, decodeEntities: true },
  );
  parser.end(masked);
  return problems;
}

function hostOf(href: string): string | null {
  return URL.canParse(href) ? new URL(href).hostname : null;
}

function wordsOf(href: string, host: string): string | null {
  if (shorteners.has(bare(host))) return `${host} hides where the link leads: write the address itself.`;
  if (/^[\d.]+$|^\[/.test(host)) return `${host} is a number and no name: filters take such links for fraud.`;
  if (host.startsWith('xn--') || host.includes('.xn--'))
    return `${host} is written in other letters than it seems.`;
  return href.trim().toLowerCase().startsWith('http:') ? 'The link isn’t encrypted: write https.' : null;
}

function bare(host: string): string {
  return host.toLowerCase().replace(/^www\./, '');
}
