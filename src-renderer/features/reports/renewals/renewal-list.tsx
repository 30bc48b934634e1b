import type { Renewal, RenewalReport } from '../../../../src-preload/contract/reports/renewals';
import { AccountLink } from '../../../ui/account-link';
import { formatDay } from '../../../ui/format/day';
import { formatMoney, formatPlural } from '../../../ui/format/number';
import { probabilityText } from '../../../ui/format/probability';
import { Money } from '../../../ui/money';
import { FactTable } from '../../../ui/table/fact-table';
import { named } from '../../../ui/words/named';

/** Each renewal with what is foretold of it. */
export function RenewalList({ report: { rows, total } }: { report: RenewalReport }) {
  const right = (name: string) => ({ name, align: 'right' as const });
  return (
    <FactTable
      columns={['Account', 'Renews', right('ARR'), right('Leaves by then'), right('Expected to stay')]}
    >
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row" data-room="text">
            <AccountLink id={row.id}>{named(row.name)}</AccountLink>
          </th>
          <td>
            {formatDay(row.renewsOn)}
            {row.isOverdue && ', overdue'}
          </td>
          <td data-align="right">
            <Money amount={row.arr} exact others={row.otherArr} />
          </td>
          <td data-align="right">{chanceWords(row)}</td>
          <td data-align="right">{row.expected === null ? '–' : formatMoney(row.expected)}</td>
        </tr>
      ))}
      {rows.length < total && (
        <tr>
          <th scope="row" colSpan={5}>
            {`The first ${rows.length} of ${formatPlural(total, 'renewal')} are listed; the months count all.`}
          </th>
        </tr>
      )}
    </FactTable>
  );
}

function chanceWords({ ground, chance }: Renewal): string {
  if (ground === 'notice') return 'is leaving';
  if (ground === 'beyond') return 'beyond 180 days';
  return chance === null ? 'not foretold' : probabilityText(chance);
}
