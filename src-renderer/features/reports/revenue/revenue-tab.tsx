import type { RevenueMonth, RevenueReport } from '../../../../src-preload/contract/reports/revenue';
import { ChartRoom } from '../../../ui/charts/chart-room';
import { EmptyState } from '../../../ui/empty-state';
import { formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { monthSoFar } from '../report-words';
import { ComparedSection } from './compared-section';
import { MonthWaterfall } from './month-waterfall';
import { MovementChart } from './movement-chart';
import { MovementTable } from './movement-table';
import { RevenueNotes } from './revenue-notes';
import { RevenueTiles } from './revenue-tiles';

const chartHeight = 240;

/** What moved the monthly recurring revenue. */
export function RevenueTab({ report }: { report: RevenueReport }) {
  const month = report.months.at(-1);
  if (month === undefined) return null;
  return (
    <SectionStack>
      <RevenueTiles report={report} />
      <Section
        title={`What moved the revenue in ${monthSoFar(month)}`}
        note="Monthly recurring revenue, account by account; a click opens the accounts"
      >
        <MonthWaterfall month={month} />
      </Section>
      <ComparedSection report={report} />
      <Section title="Month by month" note="Won above the line, lost below it">
        {hasMoved(report.months) ? (
          <ChartRoom height={chartHeight}>
            <MovementChart months={report.months} height={chartHeight} />
          </ChartRoom>
        ) : (
          <EmptyState
            title="Nothing moved"
            text={`In these ${formatPlural(report.months.length, 'month')} nobody began, left, or came to pay more or less.`}
          />
        )}
      </Section>
      <Section
        title="Movements"
        note="Every row adds up from the opening to the close, to the last minor unit"
        padding="flush"
      >
        <MovementTable months={report.months} />
      </Section>
      <RevenueNotes report={report} />
    </SectionStack>
  );
}

function hasMoved(months: readonly RevenueMonth[]): boolean {
  return months.some(({ movements }) => Object.values(movements).some(({ amount }) => amount !== 0));
}
