import { leftOutWords } from '../../../src-preload/contract/money';
import type { RevenueMonth, RevenueReport } from '../../../src-preload/contract/reports/revenue';
import { movementKinds } from '../../../src-preload/contract/reports/revenue';
import { kindWords } from '../../../src-preload/contract/reports/revenue-words';
import { shownShare } from '../../../src-preload/contract/words';
import type { Ground, Table } from '../table';
import { type Figure, moneyHeading, tableOf } from './figures';

const percent = (share: number | null) => (share === null ? null : shownShare(share));

function figuresOf({ currency }: RevenueReport): Figure<RevenueMonth>[] {
  const money = (heading: string, value: Figure<RevenueMonth>[1]): Figure<RevenueMonth> => [
    moneyHeading(heading, currency),
    value,
    'money',
  ];
  return [
    ['Month', ({ month }) => month],
    ['Opens with the end of', ({ openDay }) => openDay, 'day'],
    ['Closes with the end of', ({ closeDay }) => closeDay, 'day'],
    ['Over', ({ isOver }) => (isOver ? 'yes' : 'so far')],
    money('MRR at the opening', ({ opening }) => opening),
    ...movementKinds.map((kind) => money(kindWords[kind], ({ movements }) => movements[kind].amount)),
    money('MRR at the close', ({ closing }) => closing),
    ['Paying accounts at the close', ({ payingAccounts }) => payingAccounts],
    ...movementKinds.map(
      (kind): Figure<RevenueMonth> => [
        `${kindWords[kind]}: accounts`,
        ({ movements }) => movements[kind].accounts,
      ],
    ),
    ['Accounts of the base', ({ baseAccounts }) => baseAccounts],
    money('Kept of the base', ({ kept }) => kept),
    money('MRR of the base at the close', ({ end }) => end),
    ['Accounts of the base that stayed', ({ stayed }) => stayed],
    ['GRR (%)', ({ grr }) => percent(grr)],
    ['NRR (%)', ({ nrr }) => percent(nrr)],
    ['Logo retention (%)', ({ logos }) => percent(logos)],
    money('Carried over a gap', ({ carried }) => carried),
    money('Lost, not settled yet', ({ waiting }) => waiting),
  ];
}

/** What the figures rest on stands in every row as well, so that it goes wherever the rows go. */
function groundFigures(report: RevenueReport, grounds: readonly Ground[]): Figure<RevenueMonth>[] {
  return [
    ['Data as of', () => report.asOf, 'day'],
    ...grounds.map(([name, said]): Figure<RevenueMonth> => [name, () => said]),
    ['Accounts', () => report.accounts],
    ['Left out', () => leftOutWords(report.otherMrr)],
  ];
}

/** The months of a revenue report, the oldest first. @param grounds whose accounts it is of, and at which rates */
export function revenueTable(report: RevenueReport, grounds: readonly Ground[]): Table {
  const figures = [...figuresOf(report), ...groundFigures(report, grounds)];
  return tableOf('Revenue', report.currency, figures, report.months);
}
