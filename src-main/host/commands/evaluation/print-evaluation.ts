import { counted, decimals, wholeNumber } from '../../../../src-preload/contract/words';
import type { Evaluation } from '../../../engines/risk/evaluation/evaluate';
import type { LeftOut } from '../../../engines/risk/evaluation/learner';
import type { BuiltSample } from './build-sample';

export type EvaluationReport = Evaluation & {
  readonly model: string;
  readonly scored: 'in-sample' | 'out-of-fold' | 'test';
  readonly leftOut: readonly LeftOut[];
  readonly missing: readonly { readonly column: string; readonly rows: number }[];
  readonly unreadable: BuiltSample['unreadable'];
  readonly absence: BuiltSample['absence'];
  readonly setAside: BuiltSample['setAside'];
  /** Rows that lasted 0 periods without the event, which a hazard learns nothing from. */
  readonly unwatched: number;
  /** Where the file is no UTF: how its bytes were read. */
  readonly encoding: 'windows-1252' | null;
};

const scoredWords = {
  'in-sample': 'the rows it was fitted to',
  'out-of-fold': 'each row by a model that did not see its fold',
  test: 'the test rows, by a model fitted to the train rows',
} as const;

/** The report for a person to read. */
export function printableEvaluation(report: EvaluationReport): string {
  const periods = report.periods === null ? '' : `, ${wholeNumber(report.periods)} periods`;
  const lines = [
    `${report.model}: ${wholeNumber(report.n)} rows${periods}, ${wholeNumber(report.events)} events`,
    `Scored: ${scoredWords[report.scored]}`,
    '',
    ...aligned(
      [
        ['Area under the ROC curve', report.auc],
        ['Concordance', report.concordance],
        ['Brier score', report.brier],
        ['Calibration error (10 bins)', report.ece],
        ['Log-likelihood', report.logLikelihood],
        ['Mean predicted', report.meanPredicted],
        ['Mean observed', report.meanObserved],
      ].map(([name, value]) => [String(name), typeof value === 'number' ? figure(value) : '-']),
    ),
  ];
  if (report.coefficients !== null) {
    const rows = report.coefficients.map(({ name, value, standardError }) => [
      name,
      figure(value),
      Number.isNaN(standardError) ? '-' : figure(standardError),
    ]);
    lines.push('', ...aligned([['Coefficient', 'value', 'standard error'], ...rows]));
  }
  return [...lines, ...remarks(report)].join('\n');
}

function remarks(report: EvaluationReport): string[] {
  const { leftOut, missing, unreadable, absence, unseen, setAside, unwatched, encoding } = report;
  const remark = [
    ...(encoding === null
      ? []
      : [
          'The file is not UTF-8. It was read as Windows-1252 (Latin-1); save it as UTF-8 if letters are wrong.',
        ]),
    ...(absence.length === 0
      ? []
      : [
          `These all count as no event: ${absence.map(({ word, rows }) => `"${word}" (${wholeNumber(rows)} rows)`).join(', ')}.`,
        ]),
    ...leftOut.map(({ column, reason }) => `${column} is left out: ${reason}.`),
    ...missing.map(({ column, rows }) => `${column} is missing in ${wholeNumber(rows)} rows.`),
    ...unreadable.map(
      ({ column, cells }) =>
        `${column} holds ${wholeNumber(cells.length)} cells that are no numbers, such as "${cells[0]}".`,
    ),
    ...unseen.map(
      ({ column, level, rows }) =>
        `${column} is "${level}" in ${counted(rows, 'row')} scored by a model that had seen none; they count as its base.`,
    ),
    ...(unwatched === 0
      ? []
      : [
          `${counted(unwatched, 'row')} lasted 0 periods without the event, from which a hazard learns nothing.`,
        ]),
    ...Map.groupBy(setAside, ({ reason }) => reason)
      .entries()
      .map(([reason, lines]) => linesSetAside(reason, lines)),
  ];
  if (setAside.length > 1) remark.push(`${wholeNumber(setAside.length)} lines are set aside in all.`);
  return remark.length > 0 ? ['', ...remark] : [];
}

/** Lines named one by one, before the others are only counted. */
const namedLines = 5;

function linesSetAside(reason: string, lines: EvaluationReport['setAside']): string {
  const named = lines.slice(0, namedLines).map(({ line }) => line);
  if (lines.length === 1) return `Line ${named[0]} is set aside: ${reason}.`;
  const more = lines.length > named.length ? ' and on' : '';
  return `${wholeNumber(lines.length)} lines are set aside (${named.join(', ')}${more}): ${reason}.`;
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}

function figure(value: number): string {
  return Math.abs(value) >= 1000 ? decimals(value, 3) : value.toPrecision(6);
}
