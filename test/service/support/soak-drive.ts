/**
 * Follows changes as fast as it can, with the loop of sync, the jobs and the duty of a host, and tells how much memory it holds.
 * Arguments: a folder of its own, the company's address for it, the one of whoever changes the company, how many cycles, and for
 * how many minutes at most. A cycle is a change at the company, its pull, its fold and its score. Says a line of JSON at each
 * thousandth of the way, and at the end.
 */

import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import pg from 'pg';
import { pino } from 'pino';
import { startWork } from '../../../src-main/host/start-work';
import { systemClock as clock } from '../../../src-main/ports/clock';
import { createIds } from '../../../src-main/ports/ids';
import { openStore } from '../../../src-main/store/file/open';
import { startSync } from '../../../src-main/sync/loop/start-sync';
import { createRunnerTurn } from '../../../src-main/sync/push/runner-turn';
import { beginDuty } from '../../../src-main/work/running/begin-duty';
import { takeUpIfNews } from '../../../src-main/work/running/take-up-book';
import { scoreAfterSync } from '../../../src-main/work/scoring/keep-scored';
import { deskKey } from '../../sync/support/desk';

const [folder = '', url = '', changesUrl = '', cycles = '6', minutes = '120'] = process.argv.slice(2);
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const store = openStore({ file: join(folder, 'steward.db'), key: deskKey, now: clock.now });
let pulls = 0;
const jobs = startWork({
  store,
  clock,
  onJob: () => undefined,
  onChanged: () => undefined,
  random: Math.random,
});
const sync = startSync({
  store,
  connect: { url },
  clock,
  random: Math.random,
  onStatus: () => undefined,
  onApplied: ({ organizationIds }) => {
    pulls += 1;
    takeUpIfNews(jobs, store.read);
    scoreAfterSync(jobs, store.read, organizationIds, clock.now());
  },
  device: { id: null, kind: 'service' },
  log: pino({ level: 'error' }),
  pace: { poll: 1000, pollSpread: 100, hintSpread: 1, firstRetry: 50, lastRetry: 200 },
  runner: createRunnerTurn({
    ids: createIds(clock),
    sender: { machine: 'soaked', app: '1.0.0' },
    onDuty: (duty) => {
      if (duty !== null) beginDuty(jobs, store);
    },
  }),
});
const company = new pg.Client({ connectionString: changesUrl });
await company.connect();
await until(() => pulls > 0);

const began = performance.now();
const end = began + Number(minutes) * 60_000;
let cycle = 0;
tell();
while (cycle < Number(cycles) && performance.now() < end) {
  cycle += 1;
  const before = pulls;
  // An event that comes and goes: the account is folded and scored anew, and there is no more in the end than before.
  await company.query(
    cycle % 2 === 1
      ? `insert into customer_success.activity_events (organization_id, feature_id, occurred_at, source_id)
         select organization_id, 1, now(), 'soaked' from customer_success.organizations order by 1 offset $1::int % 4 limit 1`
      : `delete from customer_success.activity_events where source_id = 'soaked' and $1::int > 0`,
    [cycle],
  );
  await until(() => pulls > before);
  await jobs.runUntilIdle();
  if (cycle % Math.max(1, Math.ceil(Number(cycles) / 1000)) === 0) tell();
}
tell();
await company.end();
await sync.stop();
await jobs.stop();
store.close();

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(1);
}

function tell(): void {
  collect();
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  const seconds = (performance.now() - began) / 1000;
  const { malloced_memory: malloced } = getHeapStatistics();
  console.log(JSON.stringify({ cycle, seconds, rss, heapUsed, external, arrayBuffers, malloced }));
}
