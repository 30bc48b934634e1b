import type { Liquid } from 'liquidjs';
import { DayValue, dayFormNames, InstantValue, instantFormNames, isDayForm, isInstantForm } from './moments';
import { Refusal } from './refusal';

/** Of liquidjs' own filters those that neither repeat, nor read, nor leave a value unescaped. */
export const allowedFilters = [
  'upcase',
  'downcase',
  'capitalize',
  'strip',
  'truncate',
  'truncatewords',
  'append',
  'prepend',
  'round',
  'ceil',
  'floor',
  'abs',
  'plus',
  'minus',
  'times',
  'divided_by',
];

/** Filters of Steward's own, beside those. */
const ownFilters: Readonly<Record<string, (value: unknown, argument?: unknown) => unknown>> = {
  default: (value, fallback) => (isMissing(value) ? fallback : value),
  // Every value is escaped for where it stands: a second time would show.
  escape: (value) => value,
  day: (value, form = 'long') => {
    if (!(value instanceof DayValue)) throw new Refusal('| day takes a calendar day');
    if (!isDayForm(form)) throw new Refusal(`| day knows the forms ${dayFormNames.join(', ')}`);
    return value.as(form);
  },
  time: (value, form = 'time') => {
    if (!(value instanceof InstantValue)) throw new Refusal('| time takes an instant');
    if (!isInstantForm(form)) throw new Refusal(`| time knows the forms ${instantFormNames.join(', ')}`);
    return value.as(form);
  },
  url: (value) => {
    const link = safeLink(String(value ?? ''));
    if (link === null) throw new Refusal('a link is neither http, https nor mailto');
    return link;
  },
  url_encode: (value) => encodeURIComponent(String(value ?? '')),
};

export function addFilters(engine: Liquid): void {
  for (const [name, filter] of Object.entries(ownFilters)) engine.registerFilter(name, filter);
}

/** Null and blank text are missing; 0 is not. */
export function isMissing(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

/** An address that a link may lead to, as it is read by browsers; null for every other. */
export function safeLink(text: string): string | null {
  if (!URL.canParse(text.trim())) return null;
  const { protocol, href } = new URL(text.trim());
  return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : null;
}
