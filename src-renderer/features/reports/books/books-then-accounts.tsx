import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { BookPart, BookThenAccounts } from '../../../../src-preload/contract/reports/book-then';
import {
  bookOwnerWords,
  bookPartHelp,
  bookPartWords,
} from '../../../../src-preload/contract/reports/book-words';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { Dialog } from '../../../ui/dialog';
import { formatDay } from '../../../ui/format/day';
import { formatMoney } from '../../../ui/format/number';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import { named } from '../../../ui/words/named';
import { AccountExits } from '../account-exits';
import { AccountHead } from '../account-head';
import classes from '../reports-screen.module.css';
import { sumWords } from '../revenue/revenue-accounts-table';
import { useShow } from '../use-revenue';
import { useDayThen } from './books-then-section';

/** The accounts of a part of a book that is opened. @param asOf the day to which the copy reaches */
export function OpenedBook({ asOf }: { asOf: string }) {
  const { was, book } = useSearch({ from: '/company/reports' });
  return was === undefined || book === undefined ? null : <OfBook part={was} book={book} asOf={asOf} />;
}

interface OfBookProps {
  part: BookPart;
  /** 0: of nobody. */
  book: number;
  asOf: string;
}

function OfBook({ part, book, asOf }: OfBookProps) {
  const from = useDayThen(asOf);
  const show = useShow();
  const input = { from, part, ownerId: book === 0 ? null : book };
  const accounts = useQuery(trpc.reports.booksThenAccounts.queryOptions(input));
  return (
    <Dialog
      title={`${bookPartWords[part]}, ${formatDay(from)} to ${formatDay(asOf)}`}
      size="lg"
      onClose={() => show({ was: undefined, book: undefined })}
    >
      <Loaded answer={accounts} waiting={<RowSkeletons count={6} />}>
        {(data) => (
          <>
            <p className="soft">{bookPartHelp[part]}.</p>
            <AccountsTable data={data} />
            <AccountExits of={{ report: 'book-figure', input }} />
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

const right = (name: string) => ({ name, align: 'right' as const });

function AccountsTable({ data: { rows, total, arrThen, arrNow } }: { data: BookThenAccounts }) {
  return (
    <FactTable
      columns={['Account', 'Owner then', 'Owner now', 'Given last', right('ARR then'), right('ARR now')]}
    >
      {rows.map((row) => (
        <tr key={row.id}>
          <AccountHead account={row} tab="details" />
          <td>{row.ownerThen === null ? 'not known' : named(bookOwnerWords(row.ownerThen))}</td>
          <td>{named(bookOwnerWords(row.ownerNow))}</td>
          <td>{row.movedOn === null ? '–' : `${formatDay(row.movedOn)}, by ${row.movedBy}`}</td>
          <td data-align="right">{formatMoney(row.arrThen)}</td>
          <td data-align="right">{formatMoney(row.arrNow)}</td>
        </tr>
      ))}
      <tr className={classes.sum}>
        <th scope="row">{sumWords(rows.length, total)}</th>
        <td colSpan={3} />
        <td data-align="right">{formatMoney(arrThen)}</td>
        <td data-align="right">{formatMoney(arrNow)}</td>
      </tr>
    </FactTable>
  );
}
