const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Text for HTML, between tags and inside attributes; control characters, which HTML has no place for, become spaces. */
export function escapeHtml(text: string): string {
  return text.replace(/(?![\t\n\r])\p{Cc}/gu, ' ').replace(/[&<>"'`]/g, (sign) => entities[sign] ?? sign);
}
