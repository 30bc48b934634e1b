import { escapeHtml } from '../../lib/escape-html';
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
