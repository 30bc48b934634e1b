import { leftOutWords } from '../../src-preload/contract/money';
import type { RevenueInput, RevenueMonth, RevenueReport } from '../../src-preload/contract/reports/revenue';
import { movementKinds } from '../../src-preload/contract/reports/revenue';
import { kindWords } from '../../src-preload/contract/reports/revenue-words';
import { shownShare } from '../../src-preload/contract/words';
import { type CsvRecord, writeCsv } from './write-csv';

type Column = readonly [heading: string, value: (month: RevenueMonth) => string | number | null];

const percent = (share: number | null) => (share === null ? null : shownShare(share));

function columnsOf({ currency }: RevenueReport): Column[] {
  const money = (heading: string) => (currency === null ? heading : `${heading} (${currency})`);
  return [
    ['Month', ({ month }) => month],
    ['Opens with the end of', ({ openDay }) => openDay],
    ['Closes with the end of', ({ closeDay }) => closeDay],
    ['Over', ({ isOver }) => (isOver ? 'yes' : 'so far')],
    [money('MRR at the opening'), ({ opening }) => opening],
    ...movementKinds.map(
      (kind): Column => [money(kindWords[kind]), ({ movements }) => movements[kind].amount],
    ),
    [money('MRR at the close'), ({ closing }) => closing],
    ['Paying accounts at the close', ({ payingAccounts }) => payingAccounts],
    ...movementKinds.map(
      (kind): Column => [`${kindWords[kind]}: accounts`, ({ movements }) => movements[kind].accounts],
    ),
    ['Accounts of the base', ({ baseAccounts }) => baseAccounts],
    [money('Kept of the base'), ({ kept }) => kept],
    [money('MRR of the base at the close'), ({ end }) => end],
    ['Accounts of the base that stayed', ({ stayed }) => stayed],
    ['GRR (%)', ({ grr }) => percent(grr)],
    ['NRR (%)', ({ nrr }) => percent(nrr)],
    ['Logo retention (%)', ({ logos }) => percent(logos)],
    [money('Carried over a gap'), ({ carried }) => carried],
    [money('Lost, not settled yet'), ({ waiting }) => waiting],
  ];
}

/** What the figures rest on stands in every row, so that it goes wherever the rows go. */
function groundsOf(report: RevenueReport, { rates, ownerId, segment }: RevenueInput): Column[] {
  return [
    ['Data as of', () => report.asOf],
    ['Rates', () => (rates === 'constant' ? 'of the day of the data' : 'of each opening')],
    ['Owner', () => ownerId ?? 'all'],
    ['Segment', () => segment ?? 'all'],
    ['Accounts', () => report.accounts],
    ['Left out', () => leftOutWords(report.otherMrr)],
  ];
}

/** Writes the months of a revenue report to a CSV file, the oldest first. @returns rows written */
export async function exportRevenue(
  report: RevenueReport,
  input: RevenueInput,
  path: string,
): Promise<number> {
  const columns = [...columnsOf(report), ...groundsOf(report, input)];
  async function* records(): AsyncGenerator<CsvRecord> {
    yield columns.map(([heading]) => heading);
    for (const month of report.months) yield columns.map(([, value]) => value(month));
  }
  await writeCsv(path, records());
  return report.months.length;
}
