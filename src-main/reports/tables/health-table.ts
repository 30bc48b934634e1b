import type { HealthPoint, HealthReport } from '../../../src-preload/contract/reports/health';
import type { Table } from '../table';
import { type Figure, tableOf } from './figures';

const figures: readonly Figure<HealthPoint>[] = [
  ['End of', ({ day }) => day, 'day'],
  ['Customers', ({ accounts }) => accounts],
  ['Healthy', ({ healthy }) => healthy],
  ['Middle', ({ middle }) => middle],
  ['Poor', ({ poor }) => poor],
  ['Too little known', ({ tooLittleKnown }) => tooLittleKnown],
  ['No score', ({ unscored }) => unscored],
];

/** Customers by the band of their score, the oldest month first and the present day last. */
export function healthTable({ points }: HealthReport): Table {
  return tableOf('Health', null, figures, points);
}
