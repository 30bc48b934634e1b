import type {
  CheckedCondition,
  CheckedPart,
  FactTest,
  FactUse,
} from '../../../src-preload/contract/rules/checked';
import type { Evaluation } from './fact-columns';
import {
  became,
  changed,
  compare,
  crossed,
  isYes,
  known,
  liesAhead,
  reached,
  withinRange,
} from './judge-figures';
import { judgeWords, wordsKnown } from './judge-words';
import { bothHold, oneHolds, turn, type Verdicts, verdictsFor } from './verdict';

/** Judges all subjects at once. The verdicts are the caller's own. */
export type Judge = (evaluation: Evaluation) => Verdicts;

/**
 * Turns conditions into loops over columns. The same function serves whoever asks: live, in a preview, in a segment and in
 * a look back; what day it is, is said by the evaluation.
 */
export function compileConditions(part: CheckedPart): Judge {
  if (part.kind === 'condition')
    return part.forDays === 1 ? judgeOf(part) : inARow(judgeOf(part), part.forDays);
  const judges = part.parts.map(compileConditions);
  const join = part.combinator === 'and' ? bothHold : oneHolds;
  return (evaluation) => {
    const [first, ...rest] = judges;
    const verdicts = (first as Judge)(evaluation);
    for (const judge of rest) join(verdicts, judge(evaluation));
    if (part.isTurned) turn(verdicts);
    return verdicts;
  };
}

/** Holds on the day and on the ones before it. */
function inARow(judge: Judge, days: number): Judge {
  return (evaluation) => {
    const verdicts = judge(evaluation);
    for (let back = 1; back < days; back++) {
      const day = evaluation.day - back;
      bothHold(verdicts, judge({ columns: evaluation.columns, day, lastDay: day - 1 }));
    }
    return verdicts;
  };
}

function judgeOf({ use, test }: CheckedCondition): Judge {
  const fill =
    use.fact.type === 'text' || use.fact.type === 'choice'
      ? fillByWords(use, test)
      : fillByFigures(use, test);
  return (evaluation) => {
    const verdicts = verdictsFor(evaluation.columns.rows);
    fill(evaluation, verdicts);
    return verdicts;
  };
}

type Fill = (evaluation: Evaluation, out: Verdicts) => void;

function fillByWords(use: FactUse, test: FactTest): Fill {
  if (test.asks === 'words') return ({ columns, day }, out) => judgeWords(columns.words(use, day), test, out);
  if (test.asks === 'known')
    return ({ columns, day }, out) => wordsKnown(columns.words(use, day), test.wanted, out);
  if (test.asks !== 'crossing') throw new TypeError(`words can't be asked: ${test.asks}`);
  return fillByTwoDays(use, test);
}

/** Today's values against those of the other day that the test asks about. */
function fillByTwoDays(use: FactUse, test: FactTest): Fill {
  return ({ columns, day, lastDay }, out) => {
    const other = test.asks === 'change' ? day - test.days : lastDay;
    const [before, now] = [columns.comparable(use, other, day), columns.comparable(use, day, day)];
    if (test.asks === 'crossing') crossed(before, now, test, out);
    else if (test.asks === 'change') changed(before, now, test, out);
    else if (test.asks === 'became') became(before, now, test, out);
  };
}

function fillByFigures(use: FactUse, test: FactTest): Fill {
  switch (test.asks) {
    case 'known':
      return ({ columns, day }, out) => known(columns.figures(use, day), test, out);
    case 'compare':
      return ({ columns, day }, out) => compare(columns.figures(use, day), test, out);
    case 'range':
      return ({ columns, day }, out) => withinRange(columns.figures(use, day), test, out);
    case 'crossing':
    case 'change':
    case 'became':
      return fillByTwoDays(use, test);
    case 'ahead':
      return ({ columns, day }, out) => liesAhead(columns.figures(use, day), test, day, out);
    case 'reached':
      return ({ columns, day, lastDay }, out) =>
        reached(columns.figures(use, day), test, { day, lastDay }, out);
    case 'yes':
      return ({ columns, day }, out) => isYes(columns.figures(use, day), test, out);
    case 'words':
      throw new TypeError('figures have no words');
  }
}
