import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { RevenuePart } from '../../../../src-preload/contract/reports/revenue';
import { partWords } from '../../../../src-preload/contract/reports/revenue-words';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { Dialog } from '../../../ui/dialog';
import { RowSkeletons } from '../../../ui/skeletons';
import { AccountExits } from '../account-exits';
import { monthWords } from '../report-words';
import { useRevenueInput, useShow } from '../use-revenue';
import { RevenueAccountsTable } from './revenue-accounts-table';

/** The accounts that make the figure that is opened. */
export function FigureAccounts() {
  const { part, of, span = 'month' } = useSearch({ from: '/company/reports' });
  const show = useShow();
  if (part === undefined || of === undefined) return null;
  const time = span === 'year' ? `the year to ${monthWords(of)}` : monthWords(of);
  return (
    <Dialog
      title={`${partWords[part]}, ${time}`}
      size="lg"
      onClose={() => show({ part: undefined, of: undefined, span: undefined })}
    >
      <Accounts part={part} month={of} span={span} />
    </Dialog>
  );
}

function Accounts({ part, month, span }: { part: RevenuePart; month: string; span: 'month' | 'year' }) {
  const { rates, ownerId } = useRevenueInput();
  const input = { ...{ part, month, span, rates }, ...(ownerId === undefined ? {} : { ownerId }) };
  const accounts = useQuery(trpc.reports.revenueAccounts.queryOptions(input));
  return (
    <Loaded answer={accounts} waiting={<RowSkeletons count={6} />}>
      {(data) => (
        <>
          <RevenueAccountsTable part={part} data={data} />
          <AccountExits of={{ report: 'figure', input }} />
        </>
      )}
    </Loaded>
  );
}
