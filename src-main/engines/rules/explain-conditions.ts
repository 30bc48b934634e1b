import type { CheckedCondition, CheckedPart } from '../../../src-preload/contract/rules/checked';
import { spellDay } from '../../../src-preload/contract/words';
import { compileConditions } from './compile-conditions';
import type { Evaluation } from './fact-columns';
import { conditionsOf } from './facts-asked';
import { askedOf } from './say-conditions';
import { phraseOf, sayFigure, sayWord } from './say-values';
import { unknown, yes } from './verdict';

/** One condition as it stands for one subject, in a sentence with the value that decided. */
export interface ConditionReason {
  /** `Health score (43.2) is below 50.` */
  readonly text: string;
  readonly verdict: 'holds' | 'fails' | 'unknown';
}

/** Says for one subject after the other why conditions hold, or don't: a sentence for each condition, in their order. */
export function explainerOf(part: CheckedPart, evaluation: Evaluation): (row: number) => ConditionReason[] {
  const conditions = conditionsOf(part).map((condition) => ({
    condition,
    verdicts: compileConditions(condition)(evaluation),
    saidOf: valueWords(condition, evaluation),
  }));
  return (row) =>
    conditions.map(({ condition, verdicts, saidOf }) =>
      explainOne(condition, verdicts[row] as number, evaluation, saidOf(row)),
    );
}

/** @param value in words; null where it is not known */
function explainOne(
  condition: CheckedCondition,
  code: number,
  evaluation: Evaluation,
  value: string | null,
): ConditionReason {
  const verdict = code === yes ? 'holds' : code === unknown ? 'unknown' : 'fails';
  const { use, test } = condition;
  const be = use.fact.isPlural ? 'are' : 'is';
  const phrase = capitalised(phraseOf(use));
  if (verdict === 'unknown') {
    // The value may be known, and only that of another day not.
    const since = value === null ? '' : ` on ${spellDay(otherDay(condition, evaluation) ?? evaluation.day)}`;
    return { text: `${phrase} ${be} not known${since}: ${use.fact.unknownWhen}.`, verdict };
  }
  const asked = askedOf(condition);
  const shown = value === null || test.asks === 'yes' || test.asks === 'became' ? '' : ` (${value})`;
  const days = condition.forDays === 1 ? '' : ` on ${condition.forDays} days in a row`;
  return { text: `${phrase}${shown} ${verdict === 'holds' ? asked.holds : asked.fails}${days}.`, verdict };
}

type ValueInWords = (row: number) => string | null;

/**
 * The value that is asked about, and the one it is held against; null where it is not known. Columns are made once for all
 * subjects: those of two days that are compared are computed each time they are asked for.
 */
function valueWords(condition: CheckedCondition, evaluation: Evaluation): ValueInWords {
  const { use } = condition;
  const { columns, day } = evaluation;
  const other = otherDay(condition, evaluation);
  if (other === null) return valueOn(condition, evaluation);
  const [nows, thens] = [columns.comparable(use, day, day), columns.comparable(use, other, day)];
  const said = (value: number) => (Number.isNaN(value) ? null : sayFigure(use, value));
  return (row) => {
    const [now, then] = [said(nows[row] as number), said(thens[row] as number)];
    return now === null || then === null ? now : `${now}, ${then} on ${spellDay(other)}`;
  };
}

/** The day against which the condition holds today; null where it asks about today alone. */
function otherDay({ test }: CheckedCondition, { day, lastDay }: Evaluation): number | null {
  if (test.asks === 'change') return day - test.days;
  return test.asks === 'crossing' || test.asks === 'became' ? lastDay : null;
}

function valueOn({ use }: CheckedCondition, { columns, day }: Evaluation): ValueInWords {
  if (use.fact.type === 'text' || use.fact.type === 'choice') {
    const { codes, words } = columns.words(use, day);
    return (row) => {
      const word = words[codes[row] as number];
      return word === undefined ? null : sayWord(use, word);
    };
  }
  const figures = columns.figures(use, day);
  return (row) => {
    const value = figures[row] as number;
    return Number.isNaN(value) ? null : sayFigure(use, value);
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
