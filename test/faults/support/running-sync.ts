/** Syncs as a host does until it is killed. Arguments: store file, company address, milliseconds between two looks. */
import { pino } from 'pino';
import { createIds } from '../../../src-main/ports/ids';
import { openStore } from '../../../src-main/store/file/open';
import { startSync } from '../../../src-main/sync/loop/start-sync';
import { createRunnerTurn } from '../../../src-main/sync/push/runner-turn';
import { deskKey } from '../../sync/support/desk';

const [file = '', url = '', poll = '200'] = process.argv.slice(2);
const store = openStore({ file, key: deskKey, now: Date.now });
startSync({
  store,
  connect: { url },
  clock: { now: Date.now },
  random: Math.random,
  onStatus: () => undefined,
  onApplied: () => undefined,
  log: pino({ level: 'silent' }),
  pace: { poll: Number(poll), pollSpread: 50, hintSpread: 5, firstRetry: 50, lastRetry: 200 },
  runner: createRunnerTurn({
    ids: createIds({ now: Date.now }),
    sender: { machine: 'killed', app: '1.0.0' },
    askEvery: 50,
    onDuty: (duty) => process.stdout.write(`${JSON.stringify(duty)}\n`),
  }),
});
