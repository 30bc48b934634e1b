import { Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { MilestoneStatistics } from '../../../src-preload/contract/milestones/milestones';
import { uncountedWords } from '../../../src-preload/contract/milestones/uncounted-words';
import { percentOf, plural, upToTenth } from '../../../src-preload/contract/words';
import { trpc } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { EmptyState } from '../../ui/empty-state';
import { Section } from '../../ui/section';
import { SectionStack } from '../../ui/section-stack';
import { PageSkeleton } from '../../ui/skeletons';
import { FactTable } from '../../ui/table/fact-table';
import classes from './milestones-screen.module.css';

const right = (name: string, help?: string) => ({ name, align: 'right' as const, ...(help && { help }) });

/** How milestones go: how many complete each, how fast, who goes on, and whether early completion goes along with staying. */
export function StatisticsView({
  plan,
  onPlan,
}: {
  plan: string | null;
  onPlan: (plan: string | undefined) => void;
}) {
  const plans = useQuery(trpc.milestones.list.queryOptions()).data?.plans ?? [];
  const answer = useQuery({
    ...trpc.milestones.statistics.queryOptions({ plan }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <div className={classes.bar}>
        <Select
          aria-label="Plan"
          placeholder="All plans"
          clearable
          w={220}
          data={plans.map(({ id, name }) => ({ value: id, label: name }))}
          value={plan}
          onChange={(value) => onPlan(value ?? undefined)}
        />
      </div>
      <Loaded answer={answer} waiting={<PageSkeleton />}>
        {(statistics) =>
          statistics.milestones.every(({ started }) => started === 0) ? (
            <EmptyState
              title="Nothing to count yet"
              text={
                uncountedWords(statistics.uncounted) ??
                'Once accounts follow a plan, it is told here how they come on with it.'
              }
            />
          ) : (
            <SectionStack>
              {statistics.uncounted > 0 && <p className="soft">{uncountedWords(statistics.uncounted)}</p>}
              <CompletionSection statistics={statistics} />
              <StayingSection statistics={statistics} />
              <DropOffSection statistics={statistics} />
              <CohortSection statistics={statistics} />
            </SectionStack>
          )
        }
      </Loaded>
    </>
  );
}

type Part = { statistics: MilestoneStatistics };

function CompletionSection({ statistics: { milestones } }: Part) {
  return (
    <Section
      title="Completion"
      note="Days from the plan’s start until half of the accounts have completed it; those that have not yet count as long as they are known. With a 95% interval"
      padding="flush"
    >
      <FactTable
        columns={[
          'Milestone',
          right('Accounts'),
          right('Complete'),
          right('Share'),
          right('Half within'),
          right('Interval'),
        ]}
      >
        {milestones.map(({ id, name, started, completed, medianDays, medianFrom, medianTo }) => (
          <tr key={id}>
            <th scope="row">
              <bdi>{name}</bdi>
            </th>
            <td data-align="right">{started}</td>
            <td data-align="right">{completed}</td>
            <td data-align="right">{started === 0 ? '–' : percentOf(completed / started)}</td>
            <td data-align="right">
              {medianDays === null
                ? started === 0
                  ? '–'
                  : 'not reached'
                : `${upToTenth(medianDays)} ${plural(medianDays, 'day')}`}
            </td>
            <td data-align="right">
              {medianFrom === null
                ? '–'
                : `${upToTenth(medianFrom)} to ${medianTo === null ? 'open' : upToTenth(medianTo)}`}
            </td>
          </tr>
        ))}
      </FactTable>
    </Section>
  );
}

function StayingSection({ statistics: { milestones } }: Part) {
  return (
    <Section
      title="Early completion and staying"
      note="Complete within 60 days of the start or not, watched from the 60th day on (log-rank test)"
      padding="flush"
    >
      <FactTable columns={['Milestone', right('Chance by accident'), 'What follows']}>
        {milestones.map(({ id, name, staying: { pValue, words } }) => (
          <tr key={id} data-tall>
            <th scope="row">
              <bdi>{name}</bdi>
            </th>
            <td data-align="right">
              {pValue === null ? '–' : pValue < 0.001 ? 'below 0.1%' : percentOf(pValue)}
            </td>
            <td data-room="text">{words}</td>
          </tr>
        ))}
      </FactTable>
    </Section>
  );
}

function DropOffSection({ statistics: { dropOffs } }: Part) {
  if (dropOffs.length === 0) return null;
  return (
    <Section
      title="From one to the next"
      note="Of those that completed the first, how many completed what comes after"
      padding="flush"
    >
      <FactTable columns={['First', 'Then', right('Completed the first'), right('Went on'), right('Share')]}>
        {dropOffs.map(({ from, to, reached, wentOn }) => (
          <tr key={`${from} ${to}`}>
            <th scope="row">
              <bdi>{from}</bdi>
            </th>
            <td>
              <bdi>{to}</bdi>
            </td>
            <td data-align="right">{reached}</td>
            <td data-align="right">{wentOn}</td>
            <td data-align="right">{reached === 0 ? '–' : percentOf(wentOn / reached)}</td>
          </tr>
        ))}
      </FactTable>
    </Section>
  );
}

function CohortSection({ statistics: { cohorts } }: Part) {
  return (
    <Section
      title="By the month of the start"
      note="Mean share of a plan’s milestones that are complete"
      padding="flush"
    >
      <FactTable
        columns={['Month', right('Plans begun'), right('Complete'), { name: 'Remark', unseen: true }]}
      >
        {cohorts.map(({ month, plans, completed, isYoung }) => (
          <tr key={month}>
            <th scope="row" className="number">
              {month}
            </th>
            <td data-align="right">{plans}</td>
            <td data-align="right">{percentOf(completed)}</td>
            <td className="soft">{isYoung ? 'Too young: some are not due yet' : ''}</td>
          </tr>
        ))}
      </FactTable>
    </Section>
  );
}
