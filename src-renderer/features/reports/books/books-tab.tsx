import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Book, BookReport } from '../../../../src-preload/contract/reports/books';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { formatCount } from '../../../ui/format/number';
import { Money } from '../../../ui/money';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import { named } from '../../../ui/words/named';
import classes from '../reports-screen.module.css';
import { BooksThenSection } from './books-then-section';

/** Whose accounts there are and were, and what is to be done for them. @param asOf the day to which the copy reaches */
export function BooksTab({ asOf }: { asOf: string | null }) {
  return (
    <SectionStack>
      <BooksNow />
      {asOf !== null && <BooksThenSection asOf={asOf} />}
    </SectionStack>
  );
}

function BooksNow() {
  const report = useQuery(trpc.reports.books.queryOptions());
  return (
    <Section
      title="Books of business"
      note="Customers of each owner and the work that is open for them now, of all owners you may see, by name"
      padding="flush"
    >
      <Loaded answer={report} waiting={<RowSkeletons count={6} />}>
        {(data) => <BookTable report={data} />}
      </Loaded>
    </Section>
  );
}

function BookTable({ report: { books, total } }: { report: BookReport }) {
  const right = (name: string, help: string) => ({ name, align: 'right' as const, help });
  return (
    <FactTable
      columns={[
        'Owner',
        right('Accounts', 'Customers, those that are leaving among them'),
        right('ARR', 'What they pay in a year'),
        right('Renewals', 'Accounts that renew within 90 days, or are overdue'),
        right(
          'Open CTAs',
          'Calls to action that were given to the owner, or are of their accounts and given to nobody',
        ),
      ]}
    >
      {books.map((book) => (
        <tr key={book.ownerId ?? 'nobody'}>
          <th scope="row">{ownerWords(book)}</th>
          <Figures of={book} />
        </tr>
      ))}
      <tr className={classes.sum}>
        <th scope="row">All</th>
        <Figures of={total} />
      </tr>
    </FactTable>
  );
}

function ownerWords({ ownerId, owner }: Book) {
  if (ownerId === null) return <span className="soft">Nobody</span>;
  return (
    <Link to="/accounts" search={{ filter: { ownerIds: [ownerId] } }}>
      {named(owner ?? '')}
    </Link>
  );
}

function Figures({ of: { accounts, arr, otherArr, renewals90, openCtas } }: { of: BookReport['total'] }) {
  return (
    <>
      <td data-align="right">{formatCount(accounts)}</td>
      <td data-align="right">
        <Money amount={arr} exact others={otherArr} />
      </td>
      <td data-align="right">{formatCount(renewals90)}</td>
      <td data-align="right">{formatCount(openCtas)}</td>
    </>
  );
}
