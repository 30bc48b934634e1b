import { DayValue, InstantValue, MoneyText } from './moments';
import { Refusal } from './refusal';

/** Where a text ends up: in HTML, or as it is in a header. */
export type Destination = 'html' | 'header';

/**
 * How an output `{{ … }}` becomes text. One that says nothing is refused: a hole in a sentence is never sent.
 * @param language of figures
 */
export function printed(destination: Destination, language: string): (value: unknown) => string {
  const figures = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  return (value) => {
    const text = textOf(value, figures);
    if (text.trim() === '') throw new Refusal('a value is empty: give it a fallback with | default: "…"');
    return destination === 'html' ? escapeHtml(text) : text;
  };
}

function textOf(value: unknown, figures: Intl.NumberFormat): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return figures.format(value);
  if (value instanceof DayValue || value instanceof InstantValue || value instanceof MoneyText)
    return value.toString();
  if (value === null || value === undefined) return '';
  throw new Refusal('a value is neither text nor a figure: name one of the variables whole');
}

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
