import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { countJobs, type Job } from '../../../src-preload/contract/jobs';
import type { Monitor } from '../../../src-preload/contract/monitor';
import type { OnTimed } from '../../store/timings';
import type { Health } from './service-health';

export interface ServiceMetrics {
  readonly onTimed: OnTimed;
  /** Hears of each change of a job. */
  onJob(job: Job): void;
  /** @param monitor what the screen Monitor shows now; null while the copy is locked @returns OpenMetrics text */
  text(monitor: Monitor | null, health: Health, now: number): Promise<string>;
  readonly contentType: string;
}

const seconds = (milliseconds: number) => milliseconds / 1000;
/** Upper bounds in s: a query should be done in 40 ms, a call of the company's server in a second. */
const answerBounds = [0.001, 0.005, 0.01, 0.04, 0.1, 0.25, 1, 5, 30];
const jobBounds = [0.1, 1, 5, 15, 60, 300, 1800];

/**
 * The figures of Monitor for machines (https://prometheus.io/docs/specs/om/open_metrics_spec/). Labels are names of the
 * program, never of an account or a person.
 */
export function createServiceMetrics(version: string): ServiceMetrics {
  const registry = new Registry<typeof Registry.OPENMETRICS_CONTENT_TYPE>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'steward_' });
  const histogram = (name: string, help: string, label: string, buckets: number[]) =>
    new Histogram({ name, help, labelNames: [label], buckets, registers });
  const procedures = histogram(
    'steward_procedure_seconds',
    'Answers of procedures',
    'procedure',
    answerBounds,
  );
  const functions = histogram(
    'steward_company_function_seconds',
    'Answers of functions of the company’s database, with the line',
    'function',
    answerBounds,
  );
  const queries = histogram('steward_query_seconds', 'Queries and writes of the copy', 'query', answerBounds);
  const jobs = new Histogram({
    name: 'steward_job_seconds',
    help: 'Jobs from their first stretch to their end',
    labelNames: ['kind', 'state'],
    buckets: jobBounds,
    registers,
  });
  const show = gauges(registry, version);

  return {
    contentType: registry.contentType,
    onTimed(name, milliseconds) {
      const [room, ...rest] = name.split('.');
      const what = rest.join('.');
      if (room === 'api') procedures.observe({ procedure: what }, seconds(milliseconds));
      else if (room === 'company') functions.observe({ function: what }, seconds(milliseconds));
      else queries.observe({ query: name }, seconds(milliseconds));
    },
    onJob({ kind, state, startedAt, finishedAt }) {
      if (startedAt === null || finishedAt === null || state === 'queued' || state === 'running') return;
      jobs.observe({ kind, state }, seconds(finishedAt - startedAt));
    },
    text(monitor, health, now) {
      show(monitor, health, now);
      return registry.metrics();
    },
  };
}

function gauges(registry: Registry<typeof Registry.OPENMETRICS_CONTENT_TYPE>, version: string) {
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `steward_${name}`, help, labelNames, registers: [registry] });
  gauge('build_info', 'Version of Steward', 'version').set({ version }, 1);
  const ready = gauge('ready', '1 where the copy is the company’s of now');
  const phase = gauge('sync_phase', '1 for what sync does now', 'phase');
  const age = gauge('copy_age_seconds', 'Since the copy was last known equal to the company’s data');
  const rows = gauge('copy_rows', 'Rows of the copy', 'table');
  const setAside = gauge('set_aside_rows', 'Rows that could not be taken');
  const outbox = gauge('outbox_operations', 'Decisions on their way, and set back', 'state');
  const failures = gauge('breaker_failures', 'Outages in a row', 'server');
  const inPeace = gauge('breaker_open', '1 while the server is left in peace', 'server');
  const queue = gauge('jobs', 'Jobs that wait or are at work, and that failed, among the newest 50', 'state');
  const duty = gauge('runner', '1 for who computes for the company', 'state');
  const store = gauge('store_bytes', 'Size of the copy');
  const mailbox = gauge(
    'mailbox_read',
    '1 where what came back can be read, 0 where it can’t; none without a mailbox',
  );
  const looked = gauge('mailbox_look_age_seconds', 'Since the mailbox was last looked through');
  const cameBack = gauge('mailbox_mails', 'Mails that were read since the start', 'what');
  const scored = gauge('scored', 'What has a score', 'of');
  const scoresAge = gauge('scores_age_seconds', 'Since accounts were last scored');

  return (monitor: Monitor | null, health: Health, now: number): void => {
    const ago = (at: number | null) => (at === null ? Number.NaN : seconds(now - at));
    ready.set(health.ready ? 1 : 0);
    age.set(ago(health.asOf));
    for (const one of [phase, duty, rows]) one.reset();
    phase.set({ phase: health.phase }, 1);
    if (monitor === null) return;
    const { sync, scores, inbox } = monitor;
    for (const { table, rows: count } of sync.tables) rows.set({ table }, count);
    setAside.set(sync.setAside);
    outbox.set({ state: 'pending' }, sync.outbox.pending);
    outbox.set({ state: 'set_back' }, sync.outbox.setBack);
    failures.set({ server: 'company' }, sync.server.failures);
    inPeace.set({ server: 'company' }, sync.server.retryAt === null ? 0 : 1);
    for (const [state, count] of Object.entries(countJobs(monitor.jobs))) queue.set({ state }, count);
    duty.set({ state: monitor.runner.state }, 1);
    store.set(monitor.store.bytes);
    for (const one of [mailbox, looked, cameBack]) one.reset();
    if (inbox !== null) {
      mailbox.set(inbox.trouble === null ? 1 : 0);
      looked.set(ago(inbox.lookedAt));
      for (const what of ['about', 'other', 'unreadable'] as const) cameBack.set({ what }, inbox[what]);
    }
    scored.set({ of: 'accounts' }, scores.organizations);
    scored.set({ of: 'contacts' }, scores.users);
    scoresAge.set(ago(scores.freshAt));
  };
}
