import type {
  HealthAccounts,
  HealthChange,
  HealthPart,
  RetentionChange,
  RevenueChange,
} from '../../../src-preload/contract/reports/change';
import { healthPartWords, retentionPartWords } from '../../../src-preload/contract/reports/change-words';
import { movementKinds } from '../../../src-preload/contract/reports/revenue';
import { kindWords } from '../../../src-preload/contract/reports/revenue-words';
import { shownShare } from '../../../src-preload/contract/words';
import type { Table } from '../table';
import { type Figure, moneyHeading, tableOf } from './figures';

/** A step from what a figure was to what it is. */
interface Step {
  readonly figure: string;
  readonly step: string;
  readonly accounts: number | null;
  /** Of money. */
  readonly amount?: number;
  /** Of a share in percent, or of a score. */
  readonly points?: number | null;
}

/** Each figure from what it was to what it is: its steps add up. */
export function changeTable(revenue: RevenueChange, health: HealthChange): Table {
  const steps = [
    ...revenueSteps(revenue),
    ...retentionSteps('GRR (%)', revenue.grr),
    ...retentionSteps('NRR (%)', revenue.nrr),
    ...healthSteps(health),
  ];
  const figures: Figure<Step>[] = [
    ['Figure', ({ figure }) => figure],
    ['Step', ({ step }) => step],
    ['Accounts', ({ accounts }) => accounts],
    [moneyHeading('Amount', revenue.currency), ({ amount }) => amount ?? null, 'money'],
    ['Points', ({ points }) => points ?? null],
  ];
  return tableOf('Change', revenue.currency, figures, steps);
}

function revenueSteps({ period, hasMoney }: RevenueChange): Step[] {
  if (period === null || !hasMoney) return [];
  const figure = 'MRR';
  return [
    { figure, step: `End of ${period.openDay}`, accounts: null, amount: period.opening },
    ...movementKinds.map((kind) => ({ figure, step: kindWords[kind], ...period.movements[kind] })),
    { figure, step: `End of ${period.closeDay}`, accounts: period.payingAccounts, amount: period.closing },
  ];
}

function retentionSteps(figure: string, change: RetentionChange | null): Step[] {
  if (change === null) return [];
  return [
    { figure, step: 'Twelve months to the first day', accounts: null, points: shownShare(change.before) },
    ...change.parts.map(({ part, points }) => ({
      ...{ figure, step: retentionPartWords[part], accounts: null, points },
    })),
    { figure, step: 'Twelve months to the last day', accounts: null, points: shownShare(change.after) },
  ];
}

function healthSteps({ before, after, parts }: HealthChange): Step[] {
  if (before === null || after === null) return [];
  const figure = 'Mean score';
  return [
    { figure, step: `End of ${before.day}`, accounts: before.scored, points: before.mean },
    ...parts.map(({ part, points, accounts }) => ({ figure, step: healthPartWords(part), accounts, points })),
    { figure, step: `End of ${after.day}`, accounts: after.scored, points: after.mean },
  ];
}

/** The accounts of a part of the mean score's change, the largest first. */
export function healthPartTable({ rows }: HealthAccounts, part: HealthPart): Table {
  const figures: Figure<HealthAccounts['rows'][number]>[] = [
    ['Account', ({ name }) => name],
    ['Score before', ({ before }) => before],
    ['Score after', ({ after }) => after],
    [`${healthPartWords(part)} (points)`, ({ amount }) => amount],
  ];
  return tableOf(healthPartWords(part), null, figures, rows);
}
