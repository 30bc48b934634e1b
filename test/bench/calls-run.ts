// A process of its own, so that its memory is its own:
//   run-ts.mjs test/bench/calls-run.ts ask FILE CYCLES   opens the book in a file and asks again and again what a manager asks in a day
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { formatDay } from '../../src-main/lib/day';
import { openStore } from '../../src-main/store/file/open';
import { scoringDay } from '../../src-main/work/scoring/scoring-day';
import type { TodayItem } from '../../src-preload/contract/today';
import { apiOnStore } from '../support/api-on-store';

/** What the process holds after so many cycles, in bytes. */
export interface Held {
  readonly cycle: number;
  readonly seconds: number;
  readonly process: number;
  readonly heap: number;
}

const [, file = '', cycles = '0'] = process.argv.slice(2);
/** One in so many cycles writes: a manager reads far more than she decides. */
const writesEach = 20;
const seriesOfReports = 50;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const store = openStore({ file, key: Buffer.alloc(32, 7), now: Date.now });
const ids = store.read
  .prepared<[], number>('select organization_id from organizations order by 1')
  .pluck()
  .all();
const today = formatDay(scoringDay(store.read, Date.now()) ?? 0);
const api = apiOnStore(store, join(dirname(file), 'saved'));
await api.finishJobs();

const held: Held[] = [];
const began = performance.now();
for (let cycle = 0; cycle < Number(cycles); cycle++) {
  if (cycle % Math.max(1, Math.floor(Number(cycles) / 20)) === 0) tell(cycle);
  await dayOf(cycle);
}
tell(Number(cycles));
store.close();
process.stdout.write(`${JSON.stringify(held)}\n`);

/** The morning's queue, one account from end to end, what is searched and what is due. */
async function dayOf(cycle: number): Promise<void> {
  const id = ids[cycle % ids.length] ?? 0;
  const { items } = await asked<{ items: readonly TodayItem[] }>('today.get', { limit: 50 });
  await asked('accounts.list', {
    ...{ filter: { search: `Account ${cycle % 100}` }, offset: 0, limit: 50 },
    sort: { key: 'arr', descending: true },
  });
  for (const path of ['overview', 'history', 'family', 'support', 'surveys', 'subscription'])
    await asked(`account.${path}`, { id });
  await asked('account.usage', { id, days: 90 });
  await asked('account.contacts', { id, offset: 0, limit: 50 });
  await asked('account.timeline', { id });
  await asked('palette.search', { query: `person ${cycle % 997}` });
  await asked('tasks.counts', {});
  if (cycle % seriesOfReports === 0) {
    await asked('reports.renewals', {});
    await asked('reports.revenue', { months: 12, rates: 'opening' });
    await asked('risk.screen', {});
  }
  if (cycle % writesEach !== 0) return;
  const externalId = `a${id}`;
  const { noteId } = await asked<{ noteId: string }>('account.addNote', {
    ...{ id, externalId, contactId: null, text: `Called on ${today}: all is well (${cycle}).` },
  });
  await asked('account.removeNote', { id, noteId });
  const first = items.at(0);
  if (first === undefined) return;
  await asked('today.done', { key: first.key });
  await asked('today.undo', { key: first.key });
}

async function asked<T>(path: string, input: unknown): Promise<T> {
  const answer = await api.call(path, input);
  if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  return answer.data as T;
}

function tell(cycle: number): void {
  collect();
  const { rss, heapUsed } = process.memoryUsage();
  held.push({ cycle, seconds: (performance.now() - began) / 1000, process: rss, heap: heapUsed });
}
