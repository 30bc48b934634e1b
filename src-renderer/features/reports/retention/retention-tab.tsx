import type { RevenueReport } from '../../../../src-preload/contract/reports/revenue';
import { retentionHelp } from '../../../../src-preload/contract/reports/revenue-words';
import { formatDay } from '../../../ui/format/day';
import { formatMoney, formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { StatRow, StatTile } from '../../../ui/stat-tile';
import { FactTable } from '../../../ui/table/fact-table';
import { monthSoFar, pointsSince, shareWords } from '../report-words';
import { FigureButton } from '../revenue/figure-button';
import { RevenueNotes } from '../revenue/revenue-notes';

const figures = [
  ['grr', 'Gross revenue retention (GRR)'],
  ['nrr', 'Net revenue retention (NRR)'],
  ['logos', 'Logo retention'],
] as const;

/** What is kept of those who paid: of the year that ends with the month, beside the year before, and of each month. */
export function RetentionTab({ report }: { report: RevenueReport }) {
  return (
    <SectionStack>
      <YearOfRetention report={report} />
      <Section
        title="Month by month"
        note="Each month against its own opening: a month’s retention is no year’s"
        padding="flush"
      >
        <MonthTable report={report} />
      </Section>
      <RevenueNotes report={report} />
    </SectionStack>
  );
}

function YearOfRetention({ report: { months, year, yearBefore } }: { report: RevenueReport }) {
  const last = months.at(-1);
  if (year === null || last === undefined) return null;
  return (
    <Section
      title="Twelve months"
      note={`From the end of ${formatDay(year.openDay)} to the end of ${formatDay(year.closeDay)}, of ${formatPlural(year.baseAccounts, 'account')} that paid ${formatMoney(year.base)} a month at the opening`}
    >
      <StatRow label="Retention of twelve months">
        {figures.map(([key, label]) => (
          <StatTile
            key={key}
            wide
            label={label}
            value={
              year[key] === null ? (
                '–'
              ) : (
                <FigureButton part="base" month={last.month} span="year" figure={shareWords(year[key])} />
              )
            }
            note={
              <>
                {retentionHelp[key]} <br />
                {sinceWords(year[key], yearBefore?.[key] ?? null)}
              </>
            }
          />
        ))}
      </StatRow>
    </Section>
  );
}

function sinceWords(now: number | null, before: number | null): string {
  const points = pointsSince(now, before);
  if (points === null) return 'Nobody paid at the opening of the twelve months before.';
  return `${shareWords(before)} in the twelve months before (${points} points).`;
}

function MonthTable({ report: { months } }: { report: RevenueReport }) {
  const right = (name: string, help: string) => ({ name, align: 'right' as const, help });
  return (
    <FactTable
      columns={[
        'Month',
        right('Accounts', 'Accounts that paid at the opening'),
        right('Base', 'What they paid a month then'),
        right('GRR', retentionHelp.grr),
        right('NRR', retentionHelp.nrr),
        right('Logos', retentionHelp.logos),
        right('GRR since the month before', 'Difference in points'),
      ]}
    >
      {[...months].reverse().map((month, place, all) => (
        <tr key={month.month}>
          <th scope="row">{monthSoFar(month)}</th>
          <td data-align="right">{month.baseAccounts}</td>
          <td data-align="right">
            <FigureButton part="base" month={month.month} figure={formatMoney(month.base)} />
          </td>
          <td data-align="right">{shareWords(month.grr)}</td>
          <td data-align="right">{shareWords(month.nrr)}</td>
          <td data-align="right">{shareWords(month.logos)}</td>
          <td data-align="right">{pointsSince(month.grr, all[place + 1]?.grr ?? null) ?? '–'}</td>
        </tr>
      ))}
    </FactTable>
  );
}
