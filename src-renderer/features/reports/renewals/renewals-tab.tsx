import { useQuery } from '@tanstack/react-query';
import { leftOutWords } from '../../../../src-preload/contract/money';
import type { RenewalReport } from '../../../../src-preload/contract/reports/renewals';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { EmptyState } from '../../../ui/empty-state';
import { formatMoney, formatPlural, formatShare } from '../../../ui/format/number';
import { NoForecast } from '../../../ui/no-forecast';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import { monthWords } from '../report-words';
import { useReportScope } from '../use-revenue';
import { RenewalList } from './renewal-list';

/** What comes up for renewal within a year, and what of it is expected to stay. @param isWhole every one that is listed is drawn, as on paper */
export function RenewalsTab({ isWhole = false }: { isWhole?: boolean }) {
  const report = useQuery(trpc.reports.renewals.queryOptions(useReportScope()));
  return (
    <Loaded answer={report} waiting={<RowSkeletons count={12} />}>
      {(data) =>
        data.total === 0 ? (
          <EmptyState
            title="Nothing is to be renewed"
            text="No account has a renewal that is overdue or due within the next twelve months."
          />
        ) : (
          <SectionStack>
            {data.noForecast && <NoForecast reason={data.noForecast} />}
            <Section
              title="Due by month"
              note={`ARR of ${formatPlural(data.total, 'account')}${besides(data)}. Expected: ARR × (1 − probability to leave by then), of those that are foretold`}
              padding="flush"
            >
              <MonthTable report={data} />
            </Section>
            <Section title="Renewals" note="The earliest first" padding="flush">
              <RenewalList report={data} isWhole={isWhole} />
            </Section>
          </SectionStack>
        )
      }
    </Loaded>
  );
}

function besides({ otherArr }: RenewalReport): string {
  const leftOut = leftOutWords(otherArr);
  return leftOut === null ? '' : `; ${leftOut}`;
}

function MonthTable({ report: { months } }: { report: RenewalReport }) {
  const right = (name: string, help: string) => ({ name, align: 'right' as const, help });
  return (
    <FactTable
      columns={[
        'Due in',
        right('Accounts', 'Accounts whose earliest open renewal lies in it'),
        right('ARR', 'What they pay in a year'),
        right(
          'Foretold',
          'Of it that of accounts with a probability: within 180 days, and whoever has given notice',
        ),
        right('Expected to stay', 'ARR × (1 − probability to leave by the renewal), summed'),
        right('Share', 'Expected of what is foretold'),
      ]}
    >
      {months.map(({ month, accounts, arr, foretoldArr, expected }) => (
        <tr key={month ?? 'overdue'}>
          <th scope="row">{month === null ? 'Overdue' : monthWords(month)}</th>
          <td data-align="right">{accounts}</td>
          <td data-align="right">{formatMoney(arr)}</td>
          <td data-align="right">{foretoldArr === 0 ? '–' : formatMoney(foretoldArr)}</td>
          <td data-align="right">{foretoldArr === 0 ? '–' : formatMoney(expected)}</td>
          <td data-align="right">{foretoldArr === 0 ? '–' : formatShare(expected / foretoldArr, 1)}</td>
        </tr>
      ))}
    </FactTable>
  );
}
