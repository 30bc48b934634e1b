/**
 * Syncs, scores and computes for the company as a host does, until it is killed. Arguments: store file, company address.
 * Says a line once it has the duty.
 */
import { pino } from 'pino';
import { startWork } from '../../../src-main/host/start-work';
import { systemClock } from '../../../src-main/ports/clock';
import { createIds } from '../../../src-main/ports/ids';
import { openStore } from '../../../src-main/store/file/open';
import { startSync } from '../../../src-main/sync/loop/start-sync';
import { createRunnerTurn } from '../../../src-main/sync/push/runner-turn';
import { beginDuty } from '../../../src-main/work/running/begin-duty';
import { takeUpIfNews } from '../../../src-main/work/running/take-up-book';
import { scoreAfterSync } from '../../../src-main/work/scoring/keep-scored';
import { advanceIfDue } from '../../../src-main/work/sequences/advance-sequences';
import { deskKey } from '../../sync/support/desk';

const [file = '', url = ''] = process.argv.slice(2);
const clock = systemClock;
const store = openStore({ file, key: deskKey, now: clock.now });
const jobs = startWork({
  store,
  clock,
  onJob: () => undefined,
  onChanged: () => undefined,
  random: Math.random,
});
startSync({
  store,
  connect: { url },
  clock,
  random: Math.random,
  onStatus: () => undefined,
  onApplied({ organizationIds }) {
    takeUpIfNews(jobs, store.read);
    scoreAfterSync(jobs, store.read, organizationIds, clock.now());
    advanceIfDue(jobs, store.read, clock.now());
  },
  log: pino({ level: 'silent' }),
  pace: { poll: 200, pollSpread: 50, hintSpread: 5, firstRetry: 50, lastRetry: 200 },
  runner: createRunnerTurn({
    ids: createIds(clock),
    sender: { machine: 'killed', app: '1.0.0' },
    askEvery: 50,
    onDuty: (duty) => {
      process.stdout.write(`${JSON.stringify(duty)}\n`);
      if (duty !== null) beginDuty(jobs, store);
    },
  }),
});
