import type { FeatureReport } from '../../../../src-preload/contract/reports/features';
import { Loaded } from '../../../api/loaded';
import { ChartRoom } from '../../../ui/charts/chart-room';
import { EmptyState } from '../../../ui/empty-state';
import { formatDay } from '../../../ui/format/day';
import { formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { RowSkeletons } from '../../../ui/skeletons';
import { ChangeBar } from '../change/change-bar';
import classes from '../reports-screen.module.css';
import { useShow } from '../use-revenue';
import { FeatureChart } from './feature-chart';
import { FeatureTable } from './feature-table';
import { useFeatureInput, useFeatures } from './use-features';

const chartHeight = 240;

/** How customers use each feature, beside as many days before. @param asOf the day to which the copy reaches */
export function FeaturesTab({ asOf }: { asOf: string }) {
  const input = useFeatureInput(asOf);
  const report = useFeatures(input);
  return (
    <div className={classes.room}>
      <ChangeBar input={input} asOf={asOf} />
      <Loaded answer={report} waiting={<RowSkeletons count={10} />}>
        {(data) => <Features report={data} />}
      </Loaded>
    </div>
  );
}

function Features({ report }: { report: FeatureReport }) {
  const { total, accounts, days, features } = report;
  if (total === 0)
    return (
      <EmptyState
        title="No features are known"
        text="This report is made of the features of your company’s product (features). Your company names none yet."
      />
    );
  if (days === null) return null;
  return (
    <SectionStack>
      {accounts > 0 && (
        <Section title="Features in use" note={`Share of the accounts that used each, ${spanOf(days)}`}>
          <ChartRoom height={chartHeight}>
            <FeatureChart report={report} height={chartHeight} />
          </ChartRoom>
        </Section>
      )}
      <Section
        title="Engagement by feature"
        note={`Of ${formatPlural(accounts, 'account')}, ${spanOf(days)}; a click opens the accounts`}
        padding="flush"
      >
        {accounts > 0 && <FeatureTable report={report} />}
        <ul className={`${classes.notes} ${classes.beneath}`}>
          {features.length < total && <li>{`The most used ${features.length} of ${total} are listed.`}</li>}
          <LeftOut report={report} />
        </ul>
      </Section>
    </SectionStack>
  );
}

function spanOf({ from, to, beforeFrom, beforeTo }: NonNullable<FeatureReport['days']>): string {
  return `${formatDay(from)} to ${formatDay(to)} beside ${formatDay(beforeFrom)} to ${formatDay(beforeTo)}`;
}

/** Who is in no figure, and why. */
function LeftOut({ report: { unmeasured, tooShort, accounts, days } }: { report: FeatureReport }) {
  const show = useShow();
  const open = (use: 'unmeasured' | 'tooShort', words: string) => (
    <button type="button" className={classes.figure} onClick={() => show({ use, feature: 0 }, true)}>
      {words}
    </button>
  );
  return (
    <>
      {accounts === 0 && <li>There is no account whose use is known of all these days.</li>}
      {unmeasured > 0 && (
        <li>
          {open('unmeasured', `${formatPlural(unmeasured, 'customer')} left out: no use of them is known.`)}
        </li>
      )}
      {tooShort > 0 && (
        <li>
          {open(
            'tooShort',
            `${formatPlural(tooShort, 'customer')} left out: no use of them is known of ${formatDay(days?.beforeFrom ?? '')}, or before.`,
          )}
        </li>
      )}
      <li>
        Customers of the last day, the same in both periods. What machines and your own staff did is left out.
      </li>
    </>
  );
}
