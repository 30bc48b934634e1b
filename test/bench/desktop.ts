import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { giveTo } from '../../tools/runtime/desktop-user.mjs';
import { openDesktopSession } from '../../tools/runtime.mjs';
import { serveSampleCompany } from '../../tools/sample-company/serve.mjs';
import { type BenchRow, comparison, figure } from './bench-row';
import { openBlankWindow, openUntilReady } from './desktop-runs';
import { median, size } from './timing';

/** The built app on the sample company: how soon one can work in it, and how free its main process stays. */
export async function benchDesktop(log: (text: string) => void): Promise<BenchRow[]> {
  const runs = size('STARTS', 7);
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
  const session = await openDesktopSession();
  const company = await serveSampleCompany({ log });
  try {
    await company.upToDate();
    giveTo(session.user, folder);
    const first = await openUntilReady(session, company.url, folder);
    const starts: number[] = [];
    const blanks: number[] = [];
    for (let run = 0; run < runs; run++) {
      blanks.push(await openBlankWindow(session));
      starts.push((await openUntilReady(session, company.url, folder)).secondsToInteractive);
    }
    const blank = { name: 'blank Electron window', value: median(blanks) };
    return [
      figure('first start: sync and scoring of the sample company', first.secondsToScored, 's', '<= 30'),
      comparison('start to interactive', median(starts), 's', blank, '<= 1.5'),
      figure(
        'main process event-loop delay p99 while syncing and scoring',
        first.mainLoopDelayP99,
        'ms',
        '< 16',
      ),
    ];
  } finally {
    await company.stop();
    session.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
