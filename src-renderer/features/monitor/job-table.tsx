import { Button, Progress } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { countJobs, type Job } from '../../../src-preload/contract/jobs';
import { trpc } from '../../api/client';
import { Badge } from '../../ui/badge';
import { Instant } from '../../ui/day';
import { EmptyState } from '../../ui/empty-state';
import { formatDuration } from '../../ui/format/instant';
import { formatCount, formatShare } from '../../ui/format/number';
import { ScrollRoom } from '../../ui/scroll-room';
import { Section } from '../../ui/section';
import { FactTable } from '../../ui/table/fact-table';
import classes from './job-table.module.css';
import { jobStateWords } from './monitor-words';

/** Background work, the newest first. */
export function JobTable({ jobs }: { jobs: readonly Job[] }) {
  const { busy, failed } = countJobs(jobs);
  const note = `${busy} running or waiting, ${failed} failed among the last ${jobs.length}`;
  return (
    <Section title="Jobs" note={note} padding="flush">
      {jobs.length === 0 ? (
        <EmptyState title="No jobs yet" text="Scoring begins after the first load." />
      ) : (
        <ScrollRoom label="Jobs">
          <FactTable
            fixed
            columns={[
              'Job',
              'State',
              'Progress',
              'Attempt',
              'When',
              'Took',
              'Message',
              { name: 'Action', unseen: true },
            ]}
          >
            {jobs.map((job) => (
              <JobRow key={job.id} job={job} />
            ))}
          </FactTable>
        </ScrollRoom>
      )}
    </Section>
  );
}

function JobRow({ job }: { job: Job }) {
  const { word, tone } = jobStateWords[job.state];
  return (
    <tr>
      <th scope="row">{job.title}</th>
      <td>
        <Badge tone={tone}>{word}</Badge>
      </td>
      <td>
        <JobProgress job={job} />
      </td>
      <td>{job.attempt === 0 ? '–' : `${job.attempt} of ${job.maxAttempts}`}</td>
      <td>
        <Instant at={job.finishedAt ?? job.startedAt ?? job.runAfter} past={job.state !== 'queued'} />
      </td>
      <td>
        {job.startedAt !== null && job.finishedAt !== null
          ? formatDuration((job.finishedAt - job.startedAt) / 1000)
          : '–'}
      </td>
      <td data-room="text">{job.message ?? ''}</td>
      <td>{(job.state === 'running' || job.state === 'queued') && <CancelJob job={job} />}</td>
    </tr>
  );
}

function JobProgress({ job }: { job: Job }) {
  if (job.total === null || job.total === 0) {
    return job.done === 0 ? <span className="faint">–</span> : formatCount(job.done);
  }
  const share = Math.min(1, job.done / job.total);
  if (job.state !== 'running') return `${formatCount(job.done)} of ${formatCount(job.total)}`;
  return (
    <span className={classes.progress} title={`${formatCount(job.done)} of ${formatCount(job.total)}`}>
      <Progress value={share * 100} size="sm" aria-label={`${job.title}, ${formatShare(share)}`} />
      {formatShare(share)}
    </span>
  );
}

function CancelJob({ job }: { job: Job }) {
  const cancel = useMutation(trpc.monitor.cancelJob.mutationOptions());
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-xs"
      aria-label={`Cancel: ${job.title}`}
      loading={cancel.isPending}
      onClick={() => cancel.mutate({ id: job.id })}
    >
      Cancel
    </Button>
  );
}
