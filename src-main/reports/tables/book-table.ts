import { type OtherMoney, spellOther } from '../../../src-preload/contract/money';
import type { BookReport, Load, Together } from '../../../src-preload/contract/reports/books';
import type { Table } from '../table';
import { type Figure, moneyHeading, tableOf } from './figures';

interface BookRow extends Omit<Load, 'otherArr'> {
  readonly whose: string;
  /** How many owners it is of; null: of one's own, or of nobody. */
  readonly owners: number | null;
  readonly otherArr: readonly OtherMoney[];
}

/** One's own book, then what the others have together, in all, each in the mean, and by segment; nobody's in the last row. */
export function bookTable(report: BookReport): Table {
  const { currency } = report;
  const figures: Figure<BookRow>[] = [
    ['Whose', ({ whose }) => whose],
    ['Owners', ({ owners }) => owners],
    ['Customers', ({ accounts }) => accounts],
    [moneyHeading('ARR', currency), ({ arr }) => arr, 'money'],
    [
      'ARR in other currencies, without a rate',
      ({ otherArr }) => otherArr.map(spellOther).join('; ') || null,
    ],
    ['At high or critical risk', ({ atRisk }) => atRisk],
    ['Renewals within 90 days', ({ renewals90 }) => renewals90],
    ['Open CTAs', ({ openCtas }) => openCtas],
    ['Open tasks', ({ openTasks }) => openTasks],
    ['Overdue tasks', ({ overdueTasks }) => overdueTasks],
  ];
  return tableOf('Books of business', currency, figures, rowsOf(report));
}

function rowsOf({ own, others, segments, otherSegments, nobody }: BookReport): BookRow[] {
  return [
    ...(own === null ? [] : [{ ...own, whose: 'Your own', owners: null }]),
    ...(others === null ? [] : [sumRow('All others', others), meanRow(others)]),
    ...segments.map((group) => sumRow(`All others, segment ${group.segment ?? 'none'}`, group)),
    ...(otherSegments === null ? [] : [sumRow('All others, other segments', otherSegments)]),
    ...(nobody === null ? [] : [{ ...nobody, whose: 'Nobody', owners: null }]),
  ];
}

function sumRow(whose: string, { sum, owners }: Together): BookRow {
  return { ...sum, whose, owners };
}

function meanRow({ mean, owners }: Together): BookRow {
  return { ...mean, otherArr: [], whose: 'Mean of a book of the others', owners };
}
