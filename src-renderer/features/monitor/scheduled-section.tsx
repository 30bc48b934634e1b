import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ScheduledTask } from '../../../src-preload/contract/scheduled-task';
import { trpc } from '../../api/client';
import { Badge } from '../../ui/badge';
import { Instant } from '../../ui/day';
import { formatCount, formatPlural } from '../../ui/format/number';
import { notifyDone } from '../../ui/notify';
import { ScrollRoom } from '../../ui/scroll-room';
import { Section } from '../../ui/section';
import { FactTable } from '../../ui/table/fact-table';
import { jobStateWords } from './monitor-words';
import classes from './scheduled-section.module.css';

const refreshMs = 2_000;

/** Everything that is to be done later or again and again: when next, how it went last, why it waits. */
export function ScheduledSection() {
  const scheduled = useQuery({ ...trpc.monitor.scheduled.queryOptions(), refetchInterval: refreshMs }).data;
  if (scheduled === undefined || scheduled.total === 0) return null;
  const { tasks, total } = scheduled;
  const paused = tasks.filter(({ isPaused }) => isPaused).length;
  const shown = tasks.length < total ? `; the next ${formatCount(tasks.length)} are shown` : '';
  return (
    <Section
      title="Scheduled"
      note={`${formatPlural(total, 'task')}, ${formatCount(paused)} paused${shown}`}
      padding="flush"
    >
      <ScrollRoom label="Scheduled">
        <FactTable
          fixed
          columns={['Task', 'When', 'Next', 'Last time', 'Why it waits', { name: 'Actions', unseen: true }]}
        >
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} />
          ))}
        </FactTable>
      </ScrollRoom>
    </Section>
  );
}

function TaskRow({ task }: { task: ScheduledTask }) {
  const { title, when, nextDue, isPaused, needs, waits } = task;
  return (
    <tr>
      <th scope="row">{title}</th>
      <td data-room="text">
        {when}
        {needs.length > 0 && <span className="faint">; after {needs.join(', ')}</span>}
      </td>
      <td>{nextDue === null || isPaused ? <span className="faint">–</span> : <Instant at={nextDue} />}</td>
      <td>
        <LastTime last={task.last} />
      </td>
      <td data-room="text">{waits ?? ''}</td>
      <td>
        <TaskActions task={task} />
      </td>
    </tr>
  );
}

function LastTime({ last }: Pick<ScheduledTask, 'last'>) {
  if (last === null) return <span className="faint">not yet</span>;
  const { word, tone } = jobStateWords[last.state];
  return (
    <span className={classes.last} title={last.message ?? undefined}>
      <Badge tone={tone}>{word}</Badge> <Instant at={last.at} past />
    </span>
  );
}

function TaskActions({ task: { id, title, isPaused, isUnderWay } }: { task: ScheduledTask }) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries(trpc.monitor.scheduled.queryFilter());
  const resume = useMutation(trpc.monitor.resumeTask.mutationOptions({ onSettled }));
  const pause = useMutation(
    trpc.monitor.pauseTask.mutationOptions({
      onSettled,
      onSuccess: () => notifyDone(`${title} is paused.`, () => resume.mutate({ id })),
    }),
  );
  const run = useMutation(
    trpc.monitor.runTaskNow.mutationOptions({
      onSettled,
      onSuccess: () => notifyDone(`${title} is under way. The jobs above show how far it is.`),
    }),
  );
  return (
    <span className={classes.actions}>
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        aria-label={`Run now: ${title}`}
        disabled={isPaused || isUnderWay}
        loading={run.isPending}
        onClick={() => run.mutate({ id })}
      >
        Run now
      </Button>
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        aria-label={`${isPaused ? 'Resume' : 'Pause'}: ${title}`}
        loading={pause.isPending || resume.isPending}
        onClick={() => (isPaused ? resume : pause).mutate({ id })}
      >
        {isPaused ? 'Resume' : 'Pause'}
      </Button>
    </span>
  );
}
