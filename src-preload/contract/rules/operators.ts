import type { Operator } from './condition';
import type { Fact } from './fact';

/** What an operator wants beside it. */
export type Operand = 'none' | 'one' | 'range' | 'list' | 'change' | 'days' | 'segment';

interface OperatorWords {
  /** As a choice of the editor, and inside a sentence behind `is` or `are` where `verb` is left out. */
  readonly label: string;
  readonly operand: Operand;
}

/** Each operator's words, in the order in which an editor offers them. */
export const operatorWords: Readonly<Record<Operator, OperatorWords>> = {
  equals: { label: 'is', operand: 'one' },
  differs: { label: 'is not', operand: 'one' },
  below: { label: 'is below', operand: 'one' },
  atMost: { label: 'is at most', operand: 'one' },
  atLeast: { label: 'is at least', operand: 'one' },
  above: { label: 'is above', operand: 'one' },
  between: { label: 'is between', operand: 'range' },
  notBetween: { label: 'is not between', operand: 'range' },
  fellBelow: { label: 'falls below', operand: 'one' },
  roseAbove: { label: 'rises above', operand: 'one' },
  fellBy: { label: 'fell by at least', operand: 'change' },
  roseBy: { label: 'rose by at least', operand: 'change' },
  fellTo: { label: 'falls to', operand: 'one' },
  roseTo: { label: 'rises to', operand: 'one' },
  before: { label: 'is before', operand: 'one' },
  after: { label: 'is after', operand: 'one' },
  withinNext: { label: 'is within the next', operand: 'days' },
  withinLast: { label: 'is within the last', operand: 'days' },
  longerAgo: { label: 'is longer ago than', operand: 'days' },
  daysBefore: { label: 'comes in exactly', operand: 'days' },
  daysAfter: { label: 'was exactly … ago', operand: 'days' },
  contains: { label: 'contains', operand: 'one' },
  lacks: { label: 'does not contain', operand: 'one' },
  beginsWith: { label: 'begins with', operand: 'one' },
  endsWith: { label: 'ends with', operand: 'one' },
  oneOf: { label: 'is one of', operand: 'list' },
  noneOf: { label: 'is none of', operand: 'list' },
  isYes: { label: 'is true', operand: 'none' },
  isNo: { label: 'is not true', operand: 'none' },
  becameYes: { label: 'becomes true', operand: 'none' },
  becameNo: { label: 'ceases to be true', operand: 'none' },
  isMissing: { label: 'is not known', operand: 'none' },
  isPresent: { label: 'is known', operand: 'none' },
  inSegment: { label: 'is in', operand: 'segment' },
  notInSegment: { label: 'is not in', operand: 'segment' },
};

const known: readonly Operator[] = ['isMissing', 'isPresent'];
const figures: readonly Operator[] = [
  'below',
  'atMost',
  'equals',
  'differs',
  'atLeast',
  'above',
  'between',
  'notBetween',
];
/** Those that ask about another day than the one that is judged: only of facts whose days are kept. */
export const askingThePast: ReadonlySet<Operator> = new Set<Operator>([
  'fellBy',
  'roseBy',
  'fellBelow',
  'roseAbove',
  'fellTo',
  'roseTo',
  'becameYes',
  'becameNo',
]);
/** Those that hold at one moment: for days in a row they can't. */
export const momentary: ReadonlySet<Operator> = new Set<Operator>([
  ...askingThePast,
  'daysBefore',
  'daysAfter',
]);

const byType: Readonly<Record<Fact['type'], readonly Operator[]>> = {
  number: [...figures, 'fellBelow', 'roseAbove', 'fellBy', 'roseBy', ...known],
  money: [...figures, 'fellBelow', 'roseAbove', 'fellBy', 'roseBy', ...known],
  share: [...figures, 'fellBelow', 'roseAbove', 'fellBy', 'roseBy', ...known],
  day: [
    'before',
    'after',
    'equals',
    'between',
    'withinNext',
    'withinLast',
    'longerAgo',
    'daysBefore',
    'daysAfter',
    ...known,
  ],
  text: ['equals', 'differs', 'contains', 'lacks', 'beginsWith', 'endsWith', 'oneOf', 'noneOf', ...known],
  choice: ['equals', 'differs', 'oneOf', 'noneOf', ...known],
  'yes-no': ['isYes', 'isNo', 'becameYes', 'becameNo', ...known],
};

/** Of a choice whose words have an order. */
const ordered: readonly Operator[] = ['atLeast', 'atMost', 'roseTo', 'fellTo'];

/** The operators a fact takes, as an editor offers them. */
export function operatorsOf(fact: Pick<Fact, 'type' | 'isOrdered' | 'past'>): readonly Operator[] {
  const all = fact.type === 'choice' && fact.isOrdered ? [...byType.choice, ...ordered] : byType[fact.type];
  return fact.past === 'daily' ? all : all.filter((operator) => !askingThePast.has(operator));
}
