import type { RevenueAccounts, RevenuePart } from '../../../../src-preload/contract/reports/revenue';
import { partWords } from '../../../../src-preload/contract/reports/revenue-words';
import { formatMoney, formatMoneySigned, formatPlural } from '../../../ui/format/number';
import { FactTable } from '../../../ui/table/fact-table';
import { AccountHead } from '../account-head';
import classes from '../reports-screen.module.css';

/** The accounts that make a figure of revenue, and what they add up to. */
export function RevenueAccountsTable({ part, data }: { part: RevenuePart; data: RevenueAccounts }) {
  return part === 'base' ? <BaseTable data={data} /> : <PartTable part={part} data={data} />;
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
          <AccountHead account={row} tab="subscription" />
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
          <AccountHead account={row} tab="subscription" />
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
export function sumWords(shown: number, total: number): string {
  const all = `Sum of ${formatPlural(total, 'account')}`;
  return shown < total ? `${all}; the largest ${shown} are listed` : all;
}
