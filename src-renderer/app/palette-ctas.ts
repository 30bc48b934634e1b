/** `new cta acme` is about Acme: what is typed behind finds the accounts that one may be opened for. */
export const ctaFor = /^(?:new )?cta(?: for)?(?: (.*))?$/i;

/** The words that accounts and contacts are found by. */
export function foundBy(words: string): string {
  const about = ctaFor.exec(words);
  return about === null ? words : (about[1] ?? '').trim();
}
