import type { Comparison, FactTest } from '../../../src-preload/contract/rules/checked';
import type { Change, Condition, Operator } from '../../../src-preload/contract/rules/condition';
import type { Fact } from '../../../src-preload/contract/rules/fact';
import { operatorWords } from '../../../src-preload/contract/rules/operators';
import { parseDay } from '../day';

/** So far ahead or back a condition may ask. */
const mostDays = 3650;

/** What a condition asks of the fact's values. @returns a sentence where its value is not one that can be asked for */
export function readTest(fact: Fact, { operator, value }: Condition): FactTest | string {
  switch (operatorWords[operator].operand) {
    case 'none':
      return value === null || value === undefined || value === ''
        ? bareTest(operator)
        : 'No value belongs here.';
    case 'one':
      return oneTest(fact, operator, value);
    case 'range':
      return rangeTest(fact, operator, value);
    case 'list':
      return listTest(fact, operator, value);
    case 'change':
      return changeTest(fact, operator, value);
    case 'days':
      return daysTest(operator, value);
    case 'segment':
      return 'Choose a segment.';
  }
}

function bareTest(operator: Operator): FactTest {
  if (operator === 'isMissing' || operator === 'isPresent')
    return { asks: 'known', wanted: operator === 'isPresent' };
  if (operator === 'isYes' || operator === 'isNo') return { asks: 'yes', wanted: operator === 'isYes' };
  return { asks: 'became', wanted: operator === 'becameYes' };
}

type Value = Condition['value'];

function oneTest(fact: Fact, operator: Operator, value: Value): FactTest | string {
  if (fact.type === 'text') return textTest(operator, value);
  if (fact.type === 'choice') return wordTest(fact, operator, value);
  const figure = figureOf(fact, value);
  if (typeof figure === 'string') return figure;
  if (operator === 'fellBelow' || operator === 'roseAbove')
    return { asks: 'crossing', falls: operator === 'fellBelow', value: figure, includes: false };
  return { asks: 'compare', operator: comparisonOf(operator), value: figure };
}

/** Days are before and after where figures are below and above. */
function comparisonOf(operator: Operator): Comparison {
  if (operator === 'before') return 'below';
  if (operator === 'after') return 'above';
  return operator as Comparison;
}

function textTest(operator: Operator, value: Value): FactTest | string {
  if (typeof value !== 'string' || value.trim() === '') return 'Give a text.';
  const how = { contains: 'contain', lacks: 'contain', beginsWith: 'begin', endsWith: 'end' } as const;
  return {
    asks: 'words',
    how: operator in how ? how[operator as keyof typeof how] : 'equal',
    words: [value],
    wanted: operator !== 'differs' && operator !== 'lacks',
  };
}

function wordTest(fact: Fact, operator: Operator, value: Value): FactTest | string {
  const at = fact.words.findIndex((word) => word.value === value);
  if (at < 0) return value === null || value === undefined || value === '' ? 'Choose one.' : goneWords(value);
  if (operator === 'roseTo' || operator === 'fellTo')
    return { asks: 'crossing', falls: operator === 'fellTo', value: at, includes: true };
  const chosen = {
    atLeast: fact.words.slice(at),
    atMost: fact.words.slice(0, at + 1),
  }[operator as 'atLeast' | 'atMost'] ?? [fact.words[at]];
  return {
    asks: 'words',
    how: 'equal',
    words: chosen.flatMap((word) => (word === undefined ? [] : [word.value])),
    wanted: operator !== 'differs',
  };
}

function listTest(fact: Fact, operator: Operator, value: Value): FactTest | string {
  const words = (Array.isArray(value) ? value : []).filter(
    (one) => one !== null && String(one).trim() !== '',
  );
  if (words.length === 0) return fact.type === 'text' ? 'Give at least one text.' : 'Choose at least one.';
  const gone = words.find(
    (one) => typeof one !== 'string' || (fact.type === 'choice' && !fact.words.some((w) => w.value === one)),
  );
  if (gone !== undefined) return goneWords(gone);
  return { asks: 'words', how: 'equal', words: words.map(String), wanted: operator === 'oneOf' };
}

function goneWords(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return 'Choose one of its words.';
  return `“${value}” is none of its words: choose another.`;
}

function rangeTest(fact: Fact, operator: Operator, value: Value): FactTest | string {
  const [from, to, ...more] = Array.isArray(value) ? value : [null, null];
  if (more.length > 0) return 'A range has two bounds.';
  const isOpen = (bound: unknown) => bound === null || bound === undefined || bound === '';
  if (isOpen(from) && isOpen(to)) return 'Give both bounds.';
  if (isOpen(from)) return 'The lower bound is missing.';
  if (isOpen(to)) return 'The upper bound is missing.';
  const [least, most] = [figureOf(fact, from), figureOf(fact, to)];
  if (typeof least === 'string') return least;
  if (typeof most === 'string') return most;
  if (least > most) return 'The lower bound is above the upper one.';
  return { asks: 'range', least, most, wanted: operator !== 'notBetween' };
}

function changeTest(fact: Fact, operator: Operator, value: Value): FactTest | string {
  const { by, unit, days } = isChange(value) ? value : { by: null, unit: 'absolute', days: null };
  if (by === null || !(by > 0)) return 'Give by how much, more than 0.';
  if (days === null || !isWholeDays(days) || days < 1)
    return `Give within how many days, from 1 to ${mostDays}.`;
  const falls = operator === 'fellBy';
  if (unit === 'percent' && falls && by > 100) return 'Nothing falls by more than 100%.';
  if (unit === 'percent' && fact.type === 'share')
    return 'A share changes by percentage points: ask for an absolute change.';
  return { asks: 'change', falls, by, isPercent: unit === 'percent', days };
}

function isChange(value: Value): value is Change {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function daysTest(operator: Operator, value: Value): FactTest | string {
  if (typeof value !== 'number' || !isWholeDays(value)) return `Give whole days from 0 to ${mostDays}.`;
  if (operator === 'withinNext') return { asks: 'ahead', least: 0, most: value };
  if (operator === 'withinLast') return { asks: 'ahead', least: -value, most: 0 };
  if (operator === 'longerAgo') return { asks: 'ahead', least: Number.NEGATIVE_INFINITY, most: -value - 1 };
  return { asks: 'reached', offset: operator === 'daysBefore' ? -value : value };
}

function isWholeDays(days: number): boolean {
  return Number.isInteger(days) && days >= 0 && days <= mostDays;
}

/** A number, or a day as the number of days since 1970-01-01; a sentence where it is neither. */
function figureOf(fact: Fact, value: unknown): number | string {
  if (fact.type === 'day') {
    return dayOf(value) ?? 'Give a day, as 2026-01-31.';
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'Give a number.';
  if (fact.type === 'share' && (value < 0 || value > 1)) return 'Give a share from 0 to 100%.';
  return value;
}

/** Null for what is no day of the calendar. */
function dayOf(value: unknown): number | null {
  try {
    return typeof value === 'string' ? parseDay(value) : null;
  } catch {
    return null;
  }
}
