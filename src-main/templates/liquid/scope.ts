import { minorDigits } from '../../../src-preload/contract/money';
import {
  isVariable,
  type MoneyValue,
  type TemplateValues,
  templateVariables,
  type VariableName,
  type VariableType,
  variableNames,
} from '../../../src-preload/contract/templates/variables';
import { isMissing, safeLink } from './filters';
import { DayValue, InstantValue, MoneyText } from './moments';

/** Where and how the recipient reads. */
export interface Reader {
  /** As `en` or `de-AT`. */
  readonly language: string;
  /** IANA name. */
  readonly zone: string;
}

type Branch = { [name: string]: unknown };

/** What Liquid may see: objects without a prototype, and of what is missing nothing. */
export function scopeOf(values: TemplateValues, reader: Reader): object {
  const scope: Branch = Object.create(null);
  for (const name of variableNames) {
    const value = wrapped(name, values[name], reader);
    if (value !== null) put(scope, name, value);
  }
  return scope;
}

/** The same with something in the place of these: to find out what else is missing. */
export function withStandIns(scope: object, names: readonly string[], reader: Reader): object {
  const whole: Branch = Object.create(null);
  for (const [name, branch] of Object.entries(scope))
    whole[name] = Object.assign(Object.create(null), branch);
  for (const name of names)
    if (isVariable(name)) put(whole, name, standIn(templateVariables[name].type, reader));
  return whole;
}

function wrapped(name: VariableName, value: unknown, reader: Reader): unknown {
  if (isMissing(value)) return null;
  const { type } = templateVariables[name];
  switch (type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : null;
    case 'money':
      return money(value as MoneyValue, reader.language);
    case 'day':
      return new DayValue(String(value), reader.language);
    case 'instant':
      return new InstantValue(Number(value), reader);
    case 'link':
      return safeLink(String(value));
    case 'color':
      return /^#[0-9a-f]{6}$/i.test(String(value)) ? value : null;
    case 'text': {
      const text = cleanText(String(value));
      return isMissing(text) ? null : text;
    }
  }
}

function standIn(type: VariableType, reader: Reader): unknown {
  if (type === 'number') return 1;
  if (type === 'day') return new DayValue('2000-01-01', reader.language);
  if (type === 'link') return 'https://missing.invalid/';
  return type === 'color' ? '#000000' : 'missing';
}

/** Without the marks that turn the direction of what follows, and with no half of a character. */
function cleanText(text: string): string {
  return text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').toWellFormed();
}

function money({ amount, currency }: MoneyValue, language: string): MoneyText {
  const digits = Number.isInteger(amount) ? 0 : minorDigits(currency);
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return new MoneyText(format.format(amount));
}

function put(scope: Branch, name: string, value: unknown): void {
  const [branch = '', leaf = ''] = name.split('.');
  const members = (scope[branch] ?? Object.create(null)) as Branch;
  members[leaf] = value;
  scope[branch] = members;
}
