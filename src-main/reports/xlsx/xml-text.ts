/** What XML 1.0 has no place for: control characters, halves of pairs, and the two that are no characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A parser would make a line break of it, and Excel one line of two.
  '\r': '&#13;',
};

/** A text as it stands inside XML, also inside an attribute. */
export function xmlText(text: string): string {
  return text.replace(forbidden, '').replace(/[&<>"\r]/g, (sign) => escapes[sign] ?? sign);
}
