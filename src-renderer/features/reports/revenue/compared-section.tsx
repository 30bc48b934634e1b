import type {
  Counterpart,
  RevenueMonth,
  RevenuePeriod,
  RevenueReport,
} from '../../../../src-preload/contract/reports/revenue';
import { kindWords } from '../../../../src-preload/contract/reports/revenue-words';
import { exactSum } from '../../../../src-preload/contract/words';
import { formatDay } from '../../../ui/format/day';
import { formatCount, formatMoney, formatMoneySigned, formatSigned } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { FactTable } from '../../../ui/table/fact-table';
import { kindsThatMoved, monthSoFar, monthWords, pointsSince, shareWords } from '../report-words';
import classes from '../reports-screen.module.css';

/** A figure of a period, and how it differs from an earlier one. */
interface Compared {
  readonly name: string;
  readonly shown: (period: RevenuePeriod) => string;
  readonly change: (now: RevenuePeriod, before: RevenuePeriod) => string;
}

/** The last month beside the month before it and the same month a year ago. */
export function ComparedSection({ report }: { report: RevenueReport }) {
  const month = report.months.at(-1);
  const { before, yearAgo } = report;
  if (month === undefined || before === null || yearAgo === null) return null;
  const right = (name: string) => ({ name, align: 'right' as const });
  return (
    <Section
      title={`${monthSoFar(month)} compared`}
      note="With the month before, and with the same month a year ago: each as many days as are known of the month"
      padding="flush"
    >
      <FactTable
        columns={[
          'Figure',
          right(monthWords(month.month)),
          ...[before, yearAgo].flatMap(({ month: earlier }) => [right(monthWords(earlier)), right('Change')]),
        ]}
      >
        {comparedOf([month, ...periodsOf(before, yearAgo)]).map((figure) => (
          <ComparedRow key={figure.name} figure={figure} month={month} counterparts={[before, yearAgo]} />
        ))}
      </FactTable>
      <Notes report={report} counterparts={[before, yearAgo]} />
    </Section>
  );
}

interface ComparedRowProps {
  figure: Compared;
  month: RevenueMonth;
  counterparts: readonly Counterpart[];
}

function ComparedRow({ figure, month, counterparts }: ComparedRowProps) {
  return (
    <tr>
      <th scope="row">{figure.name}</th>
      <td data-align="right">{figure.shown(month)}</td>
      {counterparts.flatMap(({ month: earlier, period }) => [
        <td key={earlier} data-align="right">
          {period === null ? <span className="faint">not known</span> : figure.shown(period)}
        </td>,
        <td key={`${earlier} change`} data-align="right">
          {period === null ? '–' : figure.change(month, period)}
        </td>,
      ])}
    </tr>
  );
}

function comparedOf(periods: readonly RevenuePeriod[]): Compared[] {
  const money = (name: string, of: (period: RevenuePeriod) => number, isSigned = false): Compared => ({
    name,
    shown: (period) => (isSigned ? formatMoneySigned : formatMoney)(of(period)),
    change: (now, before) => formatMoneySigned(exactSum(of(now) - of(before))),
  });
  const share = (name: string, of: 'grr' | 'nrr' | 'logos'): Compared => ({
    name,
    shown: (period) => shareWords(period[of]),
    change: (now, before) => {
      const points = pointsSince(now[of], before[of]);
      return points === null ? '–' : `${points} points`;
    },
  });
  return [
    money('MRR at the close', ({ closing }) => closing),
    ...kindsThatMoved(periods).map((kind) =>
      money(kindWords[kind], ({ movements }) => movements[kind].amount, true),
    ),
    money('Change in all', ({ opening, closing }) => exactSum(closing - opening), true),
    {
      name: 'Paying accounts',
      shown: ({ payingAccounts }) => formatCount(payingAccounts),
      change: (now, before) => formatSigned(now.payingAccounts - before.payingAccounts),
    },
    share('GRR', 'grr'),
    share('NRR', 'nrr'),
    share('Logo retention', 'logos'),
  ];
}

function periodsOf(...counterparts: readonly Counterpart[]): RevenuePeriod[] {
  return counterparts.flatMap(({ period }) => period ?? []);
}

interface NotesProps {
  report: RevenueReport;
  counterparts: readonly Counterpart[];
}

function Notes({ report, counterparts }: NotesProps) {
  const notes = [soFarWords(report, counterparts), unknownWords(report, counterparts)];
  const told = notes.filter((note) => note !== null);
  if (told.length === 0) return null;
  return (
    <ul className={`${classes.notes} ${classes.beneath}`}>
      {told.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

function soFarWords({ months }: RevenueReport, counterparts: readonly Counterpart[]): string | null {
  const month = months.at(-1);
  const days = counterparts.flatMap(({ period }) => (period === null ? [] : formatDay(period.closeDay)));
  if (month === undefined || month.isOver || days.length === 0) return null;
  return `${monthWords(month.month)} isn’t over: the others are told to the end of ${days.join(' and ')}.`;
}

function unknownWords({ knownSince }: RevenueReport, counterparts: readonly Counterpart[]): string | null {
  const parts = counterparts.filter(({ isKnown }) => !isKnown).map(({ month }) => monthWords(month));
  if (parts.length === 0 || knownSince === null) return null;
  return `Nothing is known before ${formatDay(knownSince)}, so that ${parts.join(' and ')} can’t be compared as a whole.`;
}
