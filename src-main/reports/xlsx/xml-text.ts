/** What XML 1.0 has no place for, among what Unicode calls control: halves of pairs, two that are no characters, and most below a blank. */
const perhapsForbidden = /[\p{Cc}\p{Surrogate}\uFFFE\uFFFF]/gu;
const allowed = /[\t\n\r\u007F-\u009F]/;
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
  return text
    .replace(perhapsForbidden, (sign) => (allowed.test(sign) ? sign : ''))
    .replace(/[&<>"\r]/g, (sign) => escapes[sign] ?? sign);
}
