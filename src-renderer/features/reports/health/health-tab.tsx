import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { ChartRoom } from '../../../ui/charts/chart-room';
import { HealthMix } from '../../../ui/health-mix';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { RowSkeletons } from '../../../ui/skeletons';
import { useReportScope } from '../use-revenue';
import { HealthChart } from './health-chart';
import { HealthCompared } from './health-compared';

const chartHeight = 260;

/** How many customers stood in which band at the ends of the last months, and now. */
export function HealthTab() {
  const report = useQuery(trpc.reports.health.queryOptions(useReportScope()));
  return (
    <Loaded answer={report} waiting={<RowSkeletons count={10} />}>
      {({ points }) => {
        const now = points.at(-1);
        return (
          <SectionStack>
            {now && (
              <Section
                title="Now"
                note="Customers by the band of their score, as on Today"
                actions={
                  <Link to="/accounts" search={{ filter: { bands: ['poor'] } }}>
                    Accounts that do poorly
                  </Link>
                }
              >
                <HealthMix {...now} />
              </Section>
            )}
            <HealthCompared points={points} />
            <Section
              title="Month by month"
              note="Customers at the end of each month by the last score that was kept of it; months before Steward came were scored afterwards"
            >
              <ChartRoom height={chartHeight}>
                <HealthChart points={points} height={chartHeight} />
              </ChartRoom>
            </Section>
          </SectionStack>
        );
      }}
    </Loaded>
  );
}
