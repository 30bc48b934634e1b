import type { Renewal, RenewalReport } from '../../../../src-preload/contract/reports/renewals';
import { AccountLink } from '../../../ui/account-link';
import { formatDay } from '../../../ui/format/day';
import { formatCount, formatMoney, formatPlural } from '../../../ui/format/number';
import { probabilityText } from '../../../ui/format/probability';
import { Money } from '../../../ui/money';
import { FactTable } from '../../../ui/table/fact-table';
import { MoreRows } from '../../../ui/table/more-rows';
import { useFirstRows } from '../../../ui/table/use-first-rows';
import { named } from '../../../ui/words/named';

/** Drawn at once; the others are asked for. */
const firstShown = 200;

interface RenewalListProps {
  report: RenewalReport;
  /** All of them from the start, as on paper. */
  isWhole: boolean;
}

/** Each renewal with what is foretold of it. */
export function RenewalList({ report: { rows, total }, isWhole }: RenewalListProps) {
  const first = useFirstRows(rows, firstShown, isWhole);
  const right = (name: string) => ({ name, align: 'right' as const });
  return (
    <>
      <FactTable
        columns={['Account', 'Renews', right('ARR'), right('Leaves by then'), right('Expected to stay')]}
      >
        {first.shown.map((row) => (
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
        {first.isWhole && rows.length < total && (
          <tr>
            <th scope="row" colSpan={5}>
              {`The first ${rows.length} of ${formatPlural(total, 'renewal')} are listed; the months count all.`}
            </th>
          </tr>
        )}
      </FactTable>
      {!first.isWhole && (
        <MoreRows onClick={first.toggle}>
          {rows.length < total
            ? `Show the first ${formatCount(rows.length)} of ${formatPlural(total, 'renewal')}`
            : `Show all ${formatPlural(total, 'renewal')}`}
        </MoreRows>
      )}
    </>
  );
}

function chanceWords({ ground, chance }: Renewal): string {
  if (ground === 'notice') return 'is leaving';
  if (ground === 'beyond') return 'beyond 180 days';
  return chance === null ? 'not foretold' : probabilityText(chance);
}
