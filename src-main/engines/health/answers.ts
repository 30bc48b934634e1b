import { latestAnswers, npsValidDays, promotersLessDetractors } from '../../lib/latest-answers';
import type { ResponseRows } from './account-batch';

/** Kinds of answers, by their place in `ResponseRows.kind`. */
export const answerKinds = { nps: 0, csat: 1, ces: 2 } as const;
export type AnswerKind = keyof typeof answerKinds;

/** An answer to CSAT or CES counts for so many days. */
export const satisfactionValidDays = 90;

/**
 * Rows of each person's latest answer of a kind in the `days` days through the day, the newest first: what every reader
 * of answers reads.
 */
export function latestRows(
  rows: ResponseRows,
  account: number,
  kind: AnswerKind,
  asOf: number,
  days: number,
): number[] {
  const inTime: number[] = [];
  for (let row = (rows.start[account + 1] as number) - 1; row >= (rows.start[account] as number); row--) {
    const day = rows.day[row] as number;
    if (rows.kind[row] === answerKinds[kind] && day <= asOf && day > asOf - days) inTime.push(row);
  }
  return latestAnswers(inTime, (row) => rows.userId[row] as number);
}

/** Net promoter score of each person's latest answer in the last 180 days; NaN without answers. */
export function netPromoterScore(rows: ResponseRows, account: number, asOf: number): number {
  const latest = latestRows(rows, account, 'nps', asOf, npsValidDays);
  return promotersLessDetractors(latest.map((row) => rows.score[row] as number));
}

/** Scores of each person's latest answer of the last 90 days. */
export function satisfactionAnswers(
  rows: ResponseRows,
  account: number,
  kind: 'csat' | 'ces',
  asOf: number,
): number[] {
  return latestRows(rows, account, kind, asOf, satisfactionValidDays).map((row) => rows.score[row] as number);
}
