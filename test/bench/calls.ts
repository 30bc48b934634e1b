import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeMembership } from '../../src-main/store/copy/membership';
import { openStore } from '../../src-main/store/file/open';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { type BenchRow, figure } from './bench-row';
import type { Held } from './calls-run';
import { fillBook } from './large-book';
import { runStep } from './run-step';
import { size } from './timing';

/** Of all cycles, those after which nothing is made for the first time any more. */
const warmUp = 0.2;

/** What a manager asks in a day, many times over: how long a day takes, and how much more the process holds for it. */
export async function benchCalls(log: (text: string) => void): Promise<BenchRow[]> {
  const cycles = size('DAY_CYCLES', 20_000);
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
  const file = join(folder, 'steward.db');
  try {
    const store = openStore({ file, key: Buffer.alloc(32, 7), now: Date.now });
    fillBook(store, size('DAY_ACCOUNTS', 500));
    writeTransaction(store, 'bench.member', (tx) => writeMembership(tx, { role: 'manager', managerId: 1 }));
    store.close();
    const held = (await runStep('calls-run.ts', ['ask', file, cycles])) as Held[];
    const from = held.find(({ cycle }) => cycle >= warmUp * cycles);
    const last = held.at(-1);
    if (from === undefined || last === undefined || from === last) throw new Error('nothing was measured');
    for (const { cycle, seconds, process, heap } of held)
      log(
        `${cycle} in ${Math.round(seconds)} s: ${Math.round(process / 1024)} KiB of the process, ${Math.round(heap / 1024)} KiB of the heap`,
      );
    const perThousand = (of: (held: Held) => number) =>
      (1_000 * (of(last) - of(from))) / (last.cycle - from.cycle) / 1024;
    return [
      figure('the calls of a day', (1_000 * last.seconds) / last.cycle, 'ms'),
      figure(
        `growth of the process for 1,000 days of calls, of ${cycles}`,
        perThousand(({ process }) => process),
        'KiB',
        '< 1024',
      ),
      figure(
        `growth of the heap for 1,000 days of calls, of ${cycles}`,
        perThousand(({ heap }) => heap),
        'KiB',
        '< 1024',
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
