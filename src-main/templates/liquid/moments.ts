import { millisecondsPerDay, parseDay } from '../../lib/day';

/** A calendar day as Liquid has it: without a clock, so that no zone moves it. */
export class DayValue {
  readonly day: string;
  readonly language: string;

  constructor(day: string, language: string) {
    this.day = day;
    this.language = language;
  }

  toString(): string {
    return this.as('long');
  }

  as(form: DayForm): string {
    return format(this.language, 'UTC', dayForms[form]).format(parseDay(this.day) * millisecondsPerDay);
  }
}

/** An instant as Liquid has it: on the recipient's clock. */
export class InstantValue {
  readonly at: number;
  readonly zone: string;
  readonly language: string;

  constructor(at: number, { zone, language }: { readonly zone: string; readonly language: string }) {
    this.at = at;
    this.zone = zone;
    this.language = language;
  }

  toString(): string {
    return this.as('day');
  }

  as(form: InstantForm): string {
    return format(this.language, this.zone, instantForms[form]).format(this.at);
  }
}

/** An amount as Liquid has it. */
export class MoneyText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

const dayForms = {
  long: { year: 'numeric', month: 'long', day: 'numeric' },
  short: { month: 'long', day: 'numeric' },
  weekday: { weekday: 'long', month: 'long', day: 'numeric' },
  month: { month: 'long', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
export type DayForm = keyof typeof dayForms;

const instantForms = {
  day: dayForms.long,
  time: { hour: 'numeric', minute: '2-digit' },
  moment: { ...dayForms.long, hour: 'numeric', minute: '2-digit', timeZoneName: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
export type InstantForm = keyof typeof instantForms;

export function isDayForm(form: unknown): form is DayForm {
  return typeof form === 'string' && Object.hasOwn(dayForms, form);
}

export function isInstantForm(form: unknown): form is InstantForm {
  return typeof form === 'string' && Object.hasOwn(instantForms, form);
}

export const dayFormNames = Object.keys(dayForms);
export const instantFormNames = Object.keys(instantForms);

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (made === undefined) {
    made = new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
    formats.set(key, made);
  }
  return made;
}
