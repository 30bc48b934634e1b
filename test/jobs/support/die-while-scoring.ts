import { startWork } from '../../../src-main/host/start-work';
/** Runs as a process of its own: goes on with the store's jobs and dies, as by kill -9, after some stretches. */
import { openStore } from '../../../src-main/store/file/open';

const [file = '', key = '', now = '', stretches = ''] = process.argv.slice(2);
const clock = { now: () => Number(now) };
const store = openStore({ file, key: Buffer.from(key, 'hex'), now: clock.now });
startWork({ store, clock, onJob: () => undefined, onChanged: () => undefined, sliceMilliseconds: 1 });
for (let turn = 0; turn < Number(stretches); turn++) await new Promise((resolve) => setImmediate(resolve));
process.kill(process.pid, 'SIGKILL');
