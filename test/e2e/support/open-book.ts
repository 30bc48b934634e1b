import type pg from 'pg';
import { vi } from 'vitest';
import { createTestCompany, startPostgres, type TestCompany } from '../../support/postgres';
import { writeKnownBook } from './known-book';
import { type OpenSteward, type OpenStewardOptions, openSteward } from './open-steward';

export interface OpenBook extends OpenSteward {
  readonly company: TestCompany;
  /** The login that Steward uses: a manager of the whole book. */
  readonly companyUrl: string;
}

export interface OpenBookOptions extends Omit<OpenStewardOptions, 'companyUrl'> {
  /** Fills the empty company; the known book when absent. */
  write?: (admin: pg.Pool) => Promise<void>;
}

/** Steward, open on a book in a real PostgreSQL, loaded and scored. */
export async function openBook({
  write = writeKnownBook,
  ...options
}: OpenBookOptions = {}): Promise<OpenBook> {
  const server = await startPostgres();
  const company = await createTestCompany(server);
  await write(company.admin);
  const { url: companyUrl } = await company.createLogin({ role: 'manager', scope: 'all' });
  const steward = await openSteward({ ...options, companyUrl });
  await steward.window.getByText('Ranked by money at risk and urgency').waitFor();
  await vi.waitUntil(() => steward.window.evaluate(nothingIsOnItsWay), { timeout: 60_000, interval: 200 });
  return {
    ...steward,
    company,
    companyUrl,
    close: async () => {
      await steward.close();
      await company.drop();
      await server.stop();
    },
  };
}

/** Runs in the page: the past is scored, too, so that the queue keeps its order. */
async function nothingIsOnItsWay(): Promise<boolean> {
  const answer = await window.steward.call('today.get', { limit: 1 });
  // Only what stands inside this function reaches the page: no schema to check the shape with.
  return answer.ok && (answer.data as { scoring: boolean }).scoring === false;
}
