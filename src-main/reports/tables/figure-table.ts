import type { RevenueAccounts, RevenuePart } from '../../../src-preload/contract/reports/revenue';
import { partWords } from '../../../src-preload/contract/reports/revenue-words';
import type { Table } from '../table';
import { type Figure, moneyHeading, tableOf } from './figures';

type Part = RevenueAccounts['rows'][number];

/** The accounts that make a figure, the largest first: their parts add up to it. */
export function figureTable({ rows }: RevenueAccounts, part: RevenuePart, currency: string | null): Table {
  const money = (heading: string, value: (row: Part) => number): Figure<Part> => [
    moneyHeading(heading, currency),
    value,
    'money',
  ];
  const ofBase: Figure<Part>[] = [
    money('Kept (GRR)', ({ kept }) => kept),
    money('At the close (NRR)', ({ end }) => end),
    ['Logo', ({ stays }) => (stays ? 'stayed' : 'left')],
  ];
  return tableOf(
    partWords[part],
    currency,
    [
      ['Account', ({ name }) => name],
      money('MRR at the opening', ({ opening }) => opening),
      money('MRR at the close', ({ closing }) => closing),
      ...(part === 'opening' || part === 'closing' ? [] : [money(partWords[part], ({ amount }) => amount)]),
      ...(part === 'base' ? ofBase : []),
    ],
    rows,
  );
}
