import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCompany } from '../../../src-main/company/create-company';
import type { LoadReport } from '../../../src-main/company/load-report';
import { startWork } from '../../../src-main/host/start-work';
import { systemClock } from '../../../src-main/ports/clock';
import { openStore } from '../../../src-main/store/file/open';
import type { Store } from '../../../src-main/store/types';
import { type SyncOutcome, syncOnce } from '../../../src-main/sync/loop/sync-once';
import { scoreAllJob } from '../../../src-main/work/scoring/scoring-kinds';
import type { Job } from '../../../src-preload/contract/jobs';
import { openInTurn } from '../../support/open-in-turn';
import { createTestCompany, startPostgres, type TestCompany } from '../../support/postgres';

/** A manager's copy of a company, with scores of today and of the past. */
export interface ScoredCopy {
  readonly store: Store;
  /** Jobs as they ended. */
  readonly jobs: readonly Job[];
  /** Syncs once more. */
  syncAgain(): Promise<SyncOutcome>;
  close(): Promise<void>;
}

/** A company's whole way: CSV folder, company database, a manager's copy. */
export interface WholeWay extends ScoredCopy {
  readonly company: TestCompany;
  readonly report: LoadReport;
}

/** @param writeFolder writes the company's CSV files into the folder it is given */
export function goWholeWay(writeFolder: (folder: string) => Promise<void>): Promise<WholeWay> {
  return openInTurn(async (closeWith) => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-whole-'));
    closeWith(() => rmSync(folder, { recursive: true, force: true }));
    const files = join(folder, 'company');
    await writeFolder(files);
    const server = await startPostgres();
    closeWith(server.stop);
    const company = await createTestCompany(server);
    closeWith(company.drop);
    const report = await createCompany({ url: company.url, from: files });
    const { url } = await company.createLogin({ role: 'manager', scope: 'all' });
    const copy = await scoredCopy(url);
    closeWith(copy.close);
    return { company, report, ...copy };
  });
}

/** @param url address of a manager's login */
export function scoredCopy(url: string): Promise<ScoredCopy> {
  return openInTurn(async (closeWith) => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-copy-'));
    closeWith(() => rmSync(folder, { recursive: true, force: true }));
    const key = new Uint8Array(32).fill(7);
    const store = openStore({ file: join(folder, 'steward.db'), key, now: systemClock.now });
    closeWith(() => store.close());
    const syncAgain = () => syncOnce({ store, connect: { url }, clock: systemClock });
    await syncAgain();
    return { store, jobs: await scoreEverything(store), syncAgain };
  });
}

async function scoreEverything(store: Store): Promise<Job[]> {
  const ended: Job[] = [];
  const jobs = startWork({
    store,
    clock: systemClock,
    onJob(job) {
      if (job.finishedAt !== null) ended.push(job);
    },
    onChanged: () => {},
  });
  jobs.enqueue(scoreAllJob, {}, scoreAllJob.priority);
  await jobs.runUntilIdle();
  await jobs.stop();
  return ended;
}
