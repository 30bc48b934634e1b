import { compile } from 'html-to-text';

/** Beyond that a mail is cut by those who read it, and no text is made of it. */
const mostCharacters = 1_000_000;

const toText = compile({
  wordwrap: 76,
  limits: { maxInputLength: mostCharacters },
  selectors: [
    { selector: '.preheader', format: 'skip' },
    { selector: 'img', format: 'skip' },
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
    ...['h1', 'h2', 'h3', 'h4'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'hr', options: { length: 40 } },
  ],
});

/** The message for who reads text: links once, behind their words; lines of at most 76 characters but for an address. */
export function textPart(html: string): string {
  return toText(html)
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
