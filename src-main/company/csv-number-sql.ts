import {
  codePattern,
  currencyCodes,
  type DecimalMark,
  type DecimalRule,
  figuresPattern,
  framePattern,
  longestNumber,
  markPattern,
  negativePattern,
  signedOncePattern,
  thousandsGap,
} from '../lib/dressed-number';
import type { CellProblem } from './column-sql';
import { literal } from './sql-literal';

/** SQL of a number over the text expression `cell`: the reading of lib/dressed-number, set-wise. */
export interface NumberSql {
  /** A numeric; null where the cell is none, or it is in doubt which. */
  readonly value: string;
  readonly problems: readonly CellProblem[];
}

/** @param whole a whole number is meant; of one that is none the value is there all the same */
export function numberSql(cell: string, rule: DecimalRule, whole: boolean): NumberSql {
  const matches = (mark: DecimalMark) => `n.figures ~ ${literal(markPattern(mark, whole))}`;
  const point = { holds: matches('.'), value: valueWith('.') };
  const comma = { holds: matches(','), value: valueWith(',') };
  return {
    value: `(SELECT (${readingBy(rule, cell, point, comma)}) * ${factorOf(cell)} FROM ${figuresOf(cell)})`,
    problems: [
      {
        when: `coalesce((SELECT ${point.holds} OR ${comma.holds} FROM ${figuresOf(cell)}), false)`,
        text:
          rule.by === 'option'
            ? `is not written with the decimal ${rule.mark === '.' ? 'point' : 'comma'} that --decimal names`
            : 'is one number with a decimal point and another with a decimal comma; say which with --decimal . or --decimal ,',
      },
    ],
  };
}

interface Reading {
  readonly holds: string;
  readonly value: string;
}

function readingBy(rule: DecimalRule, cell: string, point: Reading, comma: Reading): string {
  const first = (left: Reading, right: Reading) =>
    `CASE WHEN ${left.holds} THEN ${left.value} WHEN ${right.holds} THEN ${right.value} END`;
  if (rule.by === 'option') {
    const said = rule.mark === '.' ? point : comma;
    return `CASE WHEN ${said.holds} THEN ${said.value} END`;
  }
  if (rule.by === 'cells') return rule.mark === '.' ? first(point, comma) : first(comma, point);
  const taken = rule.by === 'nothing' ? ` OR position(',' in ${cell}) = 0` : '';
  const same = `CASE WHEN ${point.value} = ${comma.value}${taken} THEN ${point.value} END`;
  return `CASE WHEN ${point.holds} THEN CASE WHEN ${comma.holds} THEN ${same} ELSE ${point.value} END
               WHEN ${comma.holds} THEN ${comma.value} END`;
}

/** A row `n` with the figures of a cell that has the form of a number; none for any other. */
function figuresOf(cell: string): string {
  const codes = currencyCodes.map(literal).join(', ');
  const knownCode = `coalesce(substring(${cell} from ${literal(codePattern)}) IN (${codes}), true)`;
  return `(SELECT substring(${cell} from ${literal(figuresPattern)}) AS figures
            WHERE CASE WHEN length(${cell}) <= ${longestNumber}
                       THEN ${cell} ~ ${literal(framePattern)} AND ${cell} ~ ${literal(signedOncePattern)} AND ${knownCode}
                       ELSE false END
           OFFSET 0) n`;
}

function factorOf(cell: string): string {
  return `CASE WHEN ${cell} ~ ${literal(negativePattern)} THEN -1 ELSE 1 END
          * CASE WHEN position('%' in ${cell}) > 0 THEN 0.01 ELSE 1 END`;
}

function valueWith(mark: DecimalMark): string {
  const joined = `regexp_replace(n.figures, ${literal(thousandsGap)}, '', 'g')`;
  const figures =
    mark === '.' ? `replace(${joined}, ',', '')` : `replace(replace(${joined}, '.', ''), ',', '.')`;
  return `${figures}::numeric`;
}
