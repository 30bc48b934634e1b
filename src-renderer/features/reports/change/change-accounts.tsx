import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type {
  ChangeInput,
  HealthAccounts,
  HealthPart,
} from '../../../../src-preload/contract/reports/change';
import { bookPartHelp, healthPartWords } from '../../../../src-preload/contract/reports/change-words';
import type { RevenuePart } from '../../../../src-preload/contract/reports/revenue';
import { partWords } from '../../../../src-preload/contract/reports/revenue-words';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { Dialog } from '../../../ui/dialog';
import { formatDay } from '../../../ui/format/day';
import { formatPoints, formatScore } from '../../../ui/format/number';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import { AccountExits } from '../account-exits';
import { AccountHead } from '../account-head';
import classes from '../reports-screen.module.css';
import { RevenueAccountsTable, sumWords } from '../revenue/revenue-accounts-table';
import { useShow } from '../use-revenue';
import { useChangeInput } from './use-change';

/** The accounts of what moved a figure between two days. @param asOf the day to which the copy reaches */
export function ChangeAccounts({ asOf }: { asOf: string }) {
  const { moved, score } = useSearch({ from: '/company/reports' });
  const input = useChangeInput(asOf);
  const show = useShow();
  if (moved === undefined && score === undefined) return null;
  const what = moved === undefined ? healthPartWords(score ?? 'other') : partWords[moved];
  return (
    <Dialog
      title={`${what}, ${formatDay(input.from)} to ${formatDay(input.to)}`}
      size="lg"
      onClose={() => show({ moved: undefined, score: undefined })}
    >
      {moved !== undefined && <OfRevenue part={moved} input={input} />}
      {score !== undefined && <OfScore part={score} input={input} />}
    </Dialog>
  );
}

function OfRevenue({ part, input }: { part: RevenuePart; input: ChangeInput }) {
  const accounts = useQuery(trpc.reports.changeAccounts.queryOptions({ ...input, part }));
  return (
    <Loaded answer={accounts} waiting={<RowSkeletons count={6} />}>
      {(data) => (
        <>
          <RevenueAccountsTable part={part} data={data} />
          <AccountExits of={{ report: 'change-figure', input: { ...input, part } }} />
        </>
      )}
    </Loaded>
  );
}

function OfScore({ part, input: { rates: _, ...input } }: { part: HealthPart; input: ChangeInput }) {
  const accounts = useQuery(trpc.reports.healthAccounts.queryOptions({ ...input, part }));
  return (
    <Loaded answer={accounts} waiting={<RowSkeletons count={6} />}>
      {(data) => (
        <>
          {part in bookPartHelp && <p className="soft">{bookPartHelp[part as keyof typeof bookPartHelp]}.</p>}
          <ScoreTable data={data} />
          <AccountExits of={{ report: 'health-figure', input: { ...input, part } }} />
        </>
      )}
    </Loaded>
  );
}

const right = (name: string) => ({ name, align: 'right' as const });

function ScoreTable({ data: { rows, total, amount, stayed } }: { data: HealthAccounts }) {
  const score = (value: number | null) => (value === null ? '–' : formatScore(value));
  return (
    <FactTable columns={['Account', right('Before'), right('After'), right('Points')]}>
      {rows.map((row) => (
        <tr key={row.id}>
          <AccountHead account={row} tab="health" />
          <td data-align="right">{score(row.before)}</td>
          <td data-align="right">{score(row.after)}</td>
          <td data-align="right">{formatPoints(row.amount)}</td>
        </tr>
      ))}
      <tr className={classes.sum}>
        <th scope="row">{sumWords(rows.length, total)}</th>
        <td colSpan={2} data-align="right">
          {stayed > 0 && `divided by ${stayed} that stayed: ${formatPoints(amount / stayed)}`}
        </td>
        <td data-align="right">{formatPoints(amount)}</td>
      </tr>
    </FactTable>
  );
}
