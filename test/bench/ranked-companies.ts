import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCompany } from '../../src-main/company/create-company';
import { dayOfInstant, parseDay } from '../../src-main/lib/day';
import { systemClock } from '../../src-main/ports/clock';
import { openStore } from '../../src-main/store/file/open';
import type { Store } from '../../src-main/store/types';
import { syncOnce } from '../../src-main/sync/loop/sync-once';
import { sampleSpan, sampleWorld } from '../../tools/sample-company/story.mjs';
import { writeCompany } from '../../tools/sample-company/write-company.mjs';
import { crmCompany } from '../support/crm-company';
import { createTestCompany, startPostgres } from '../support/postgres';
import { hasReferenceData } from '../support/reference-data';
import { type SimulatedCompany, writeSimulatedCompany } from '../support/simulated-company';
import { socialCompany } from '../support/social-company';

/** A company whose departures scores and chances are held against. */
export interface RankedCompany {
  readonly name: string;
  writeFolder(folder: string, today: number): void | Promise<void>;
}

/** The reference companies, where they are there, and four of the sample's kind in which more and more leave. */
export function rankedCompanies(): RankedCompany[] {
  return [
    ...[crmCompany, socialCompany].filter(({ set }) => hasReferenceData(set)).map(given),
    ...simulated(),
  ];
}

function given(company: SimulatedCompany): RankedCompany {
  return {
    name: company.set,
    writeFolder: (folder, today) =>
      writeSimulatedCompany(company, folder, Math.floor((today - 1 - parseDay(company.lastEventDay)) / 7)),
  };
}

/** Seeds, and by how much the log-odds of leaving are moved. */
const worlds = { a: -0.7, b: 0, c: 0.7, d: 1.3 } as const;

function simulated(): RankedCompany[] {
  return Object.entries(worlds).map(([seed, leaving]) => ({
    name: `sample ${seed} (${leaving})`,
    writeFolder(folder, today) {
      writeCompany(folder, { ...sampleWorld(today, seed), leaving }, sampleSpan(today));
    },
  }));
}

/** The simulated B2B company of the reference data, where it is there. */
export function crmWhereItIs(): RankedCompany | null {
  return hasReferenceData(crmCompany.set) ? given(crmCompany) : null;
}

/** A manager's copy of all of a company, with the movement of its book of every past week, nothing scored yet. */
export async function withCopyOf<T>(
  { writeFolder }: RankedCompany,
  judge: (store: Store) => T | Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-ranks-'));
  const server = await startPostgres();
  try {
    const files = join(folder, 'company');
    await writeFolder(files, dayOfInstant(Date.now()));
    const company = await createTestCompany(server);
    await createCompany({ url: company.url, from: files });
    await company.admin.query('select customer_success.keep_book_movements(true)');
    const { url } = await company.createLogin({ role: 'manager', scope: 'all' });
    const file = join(folder, 'steward.db');
    const store = openStore({ file, key: new Uint8Array(32).fill(7), now: systemClock.now });
    try {
      await syncOnce({ store, connect: { url }, clock: systemClock });
      return await judge(store);
    } finally {
      store.close();
      await company.drop();
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
