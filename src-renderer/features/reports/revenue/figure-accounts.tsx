import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { RevenueAccounts, RevenuePart } from '../../../../src-preload/contract/reports/revenue';
import { partWords } from '../../../../src-preload/contract/reports/revenue-words';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { AccountLink } from '../../../ui/account-link';
import { Dialog } from '../../../ui/dialog';
import { ExportButtons } from '../../../ui/export-buttons';
import { formatMoney, formatMoneySigned, formatPlural } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import { named } from '../../../ui/words/named';
import { monthWords } from '../report-words';
import classes from '../reports-screen.module.css';
import { useRevenueInput, useShow } from '../use-revenue';

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
  const exporting = useMutation(
    trpc.reports.export.mutationOptions({
      onSuccess: ({ path, rows }) => {
        if (path !== null) notifyDone(`${formatPlural(rows, 'account')} saved to ${path}`);
      },
    }),
  );
  return (
    <Loaded answer={accounts} waiting={<RowSkeletons count={6} />}>
      {(data) => (
        <>
          {part === 'base' ? <BaseTable data={data} /> : <PartTable part={part} data={data} />}
          <div className={classes.exits}>
            <ExportButtons
              size="compact-sm"
              writing={exporting.isPending ? (exporting.variables.format ?? 'csv') : null}
              onExport={(format) => exporting.mutate({ of: { report: 'figure', input }, format })}
            />
          </div>
        </>
      )}
    </Loaded>
  );
}

const right = (name: string) => ({ name, align: 'right' as const });

function PartTable({ part, data: { rows, total, amount } }: { part: RevenuePart; data: RevenueAccounts }) {
  const isEnd = part === 'opening' || part === 'closing';
  const figure = isEnd ? (value: number) => formatMoney(value) : formatMoneySigned;
  return (
    <FactTable
      columns={['Account', right('Opening'), right('Close'), ...(isEnd ? [] : [right(partWords[part])])]}
    >
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row" data-room="text">
            <AccountLink id={row.id} tab="subscription">
              {named(row.name)}
            </AccountLink>
          </th>
          <td data-align="right">{formatMoney(row.opening)}</td>
          <td data-align="right">{formatMoney(row.closing)}</td>
          {!isEnd && <td data-align="right">{figure(row.amount)}</td>}
        </tr>
      ))}
      <tr className={classes.sum}>
        <th scope="row">{sumWords(rows.length, total)}</th>
        <td data-align="right">{part === 'opening' && figure(amount)}</td>
        <td data-align="right">{part === 'closing' && figure(amount)}</td>
        {!isEnd && <td data-align="right">{figure(amount)}</td>}
      </tr>
    </FactTable>
  );
}

function BaseTable({ data: { rows, total, amount } }: { data: RevenueAccounts }) {
  return (
    <FactTable
      columns={['Account', right('Opening'), right('Kept (GRR)'), right('At the close (NRR)'), 'Logo']}
    >
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row" data-room="text">
            <AccountLink id={row.id} tab="subscription">
              {named(row.name)}
            </AccountLink>
          </th>
          <td data-align="right">{formatMoney(row.amount)}</td>
          <td data-align="right">{formatMoney(row.kept)}</td>
          <td data-align="right">{formatMoney(row.end)}</td>
          <td>{row.stays ? 'stayed' : 'left'}</td>
        </tr>
      ))}
      <tr className={classes.sum}>
        <th scope="row">{sumWords(rows.length, total)}</th>
        <td data-align="right">{formatMoney(amount)}</td>
        <td colSpan={3} />
      </tr>
    </FactTable>
  );
}

/** The sum is of all of them, listed or not. */
function sumWords(shown: number, total: number): string {
  const all = `Sum of ${formatPlural(total, 'account')}`;
  return shown < total ? `${all}; the largest ${shown} are listed` : all;
}
