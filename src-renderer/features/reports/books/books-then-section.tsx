import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { leftOutWords } from '../../../../src-preload/contract/money';
import type { BookThenReport } from '../../../../src-preload/contract/reports/book-then';
import { fewestOwners } from '../../../../src-preload/contract/reports/books';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { DayPicker } from '../../../ui/day-picker';
import { addDays, formatDay } from '../../../ui/format/day';
import { formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { AccountExits } from '../account-exits';
import { monthsBefore } from '../change/use-change';
import classes from '../reports-screen.module.css';
import { useShow } from '../use-revenue';
import { BooksThenTable } from './books-then-table';

/** The day that is told of: of the address, or the end of three months before. @param asOf the day to which the copy reaches */
export function useDayThen(asOf: string): string {
  const { from } = useSearch({ from: '/company/reports' });
  return from === undefined || from >= asOf ? monthsBefore(asOf, 3) : from;
}

/** The books of an earlier day beside those of now, and what became of their customers. */
export function BooksThenSection({ asOf }: { asOf: string }) {
  const from = useDayThen(asOf);
  const show = useShow();
  const report = useQuery({
    ...trpc.reports.booksThen.queryOptions({ from }),
    placeholderData: keepPreviousData,
  });
  return (
    <Section
      title="Books then and now"
      note={`Customers of your book at the end of ${formatDay(from)} and of ${formatDay(asOf)}, and what became of them in between; a click opens the accounts. Amounts at the rates of ${formatDay(asOf)}`}
      padding="flush"
      actions={
        <div className={classes.bar}>
          <span className="soft">At the end of</span>
          <DayPicker
            label="Books at the end of"
            value={from}
            max={addDays(asOf, -1)}
            presets={[1, 3, 6, 12].map((months) => ({
              value: monthsBefore(asOf, months),
              label: formatPlural(months, 'month'),
            }))}
            onChange={(day) => show({ from: day }, true)}
          />
        </div>
      }
    >
      <Loaded answer={report} waiting={<RowSkeletons count={6} />}>
        {(data) => <BooksThen report={data} />}
      </Loaded>
    </Section>
  );
}

function BooksThen({ report }: { report: BookThenReport }) {
  const { from, books, total } = report;
  // Of a day before anything is known there is neither.
  const isTold = books.length > 0 || total !== null;
  return (
    <>
      {isTold && <BooksThenTable report={report} />}
      <ul className={`${classes.notes} ${classes.beneath}`}>
        {notesOf(report).map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      {isTold && (
        <div className={classes.inset}>
          <AccountExits of={{ report: 'books-then', input: { from } }} what="row" />
        </div>
      )}
    </>
  );
}

/** What of the figures one has to know. */
function notesOf({ total, knownSince, from, unknownLost, otherThen, otherNow }: BookThenReport): string[] {
  if (knownSince === null)
    return [
      'Who owned which account is not written down yet: your company’s database has to be brought up to date.',
    ];
  if (from < knownSince)
    return [
      `Who owned which account is known from the end of ${formatDay(knownSince)} on; of ${formatDay(from)} nobody wrote it down.`,
    ];
  const [then, now] = [leftOutWords(otherThen), leftOutWords(otherNow)];
  return [
    ...(total === null
      ? [
          `Others are told of only together, where ${fewestOwners} of them or more have customers on both days.`,
        ]
      : []),
    `Of the accounts that you may see now. Who owned them is known since ${formatDay(knownSince)}.`,
    ...(unknownLost === 0
      ? []
      : [
          `${formatPlural(unknownLost, 'customer')} left since, of whom nobody knows whose they were: in no book.`,
        ]),
    ...(then === null ? [] : [`Then ${then} (a month’s amounts).`]),
    ...(now === null ? [] : [`Now ${now} (a month’s amounts).`]),
  ];
}
