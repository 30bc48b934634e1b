import type { FactUse } from '../../../src-preload/contract/rules/checked';
import { counted, rounded, spellAmount, spellDay } from '../../../src-preload/contract/words';

/** The fact inside a sentence, told what it has to be told: `tickets opened in 28 days`. */
export function phraseOf({ fact, params }: FactUse): string {
  return fact.parameters.reduce((phrase, parameter) => {
    const value = params[parameter.name];
    const said =
      parameter.type === 'days'
        ? counted(Number(value), 'day')
        : (parameter.words.find((word) => word.value === value)?.label ?? String(value));
    return phrase.replaceAll(`{${parameter.name}}`, said);
  }, fact.phrase);
}

/** A figure of the fact as it stands in a sentence. @param value as columns have it, known */
export function sayFigure({ fact }: Pick<FactUse, 'fact'>, value: number): string {
  if (fact.type === 'money') return spellAmount(value);
  if (fact.type === 'share') return `${spellNumber(100 * value, fact.digits)}%`;
  if (fact.type === 'day') return spellDay(value);
  if (fact.type === 'yes-no') return value === 1 ? 'yes' : 'no';
  if (fact.type === 'choice') return `“${fact.words[value]?.label ?? String(value)}”`;
  return fact.unit === null || !Number.isInteger(value)
    ? spellNumber(value, fact.digits)
    : counted(value, fact.unit);
}

export function sayWord({ fact }: Pick<FactUse, 'fact'>, word: string): string {
  return `“${fact.words.find(({ value }) => value === word)?.label ?? word}”`;
}

/** Always with the fact's decimals, as the screens show it; what a person asked for more exactly stays as exact. */
function spellNumber(value: number, digits: number): string {
  const exact = rounded(value, 6);
  const shown = rounded(exact, digits) === exact ? digits : 6;
  return formatOf(Math.min(digits, shown), shown).format(exact);
}

const formats = new Map<string, Intl.NumberFormat>();

/** Making one takes longer than ten numbers take it. */
function formatOf(minimumFractionDigits: number, maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${minimumFractionDigits}-${maximumFractionDigits}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat('en', { minimumFractionDigits, maximumFractionDigits });
  formats.set(key, made);
  return made;
}

/** `A`, `A or B`, `A, B or C`. */
export function listed(words: readonly string[], last: 'and' | 'or'): string {
  const head = words.slice(0, -1);
  return head.length === 0 ? (words[0] ?? '') : `${head.join(', ')} ${last} ${words.at(-1)}`;
}
