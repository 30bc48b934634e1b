// @ts-check
import { SetupError, say } from './setup/console.mjs';
import { takeLock } from './setup/lock.mjs';

/**
 * Serves the company to open while `work` runs: the one the user names, else the sample company.
 * @template T
 * @param {(company: { url: string, mail: Record<string, string> }) => Promise<T>} work gets the address of a manager's login, and what Steward is
 *   started with besides
 * @returns {Promise<T>}
 */
export async function withCompany(work) {
  const named = process.env.STEWARD_COMPANY_URL;
  if (named) return work({ url: named, mail: {} });

  // Two would share one PostgreSQL, and the first to end would stop it for both.
  const release = takeLock('sample-company-open');
  if (!release) {
    throw new SetupError(
      'The sample company is already open: another npm start or npm run dev of this checkout runs. End that one first.',
    );
  }
  try {
    const { serveSampleCompany } = await import('./sample-company/serve.mjs');
    const company = await serveSampleCompany({ log: say });
    return await work(company).finally(company.stop);
  } finally {
    release();
  }
}
