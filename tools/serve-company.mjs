// @ts-check
import { say } from './setup/console.mjs';

/**
 * The company to open: the one the user names, else the sample company, served from here.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function serveCompany() {
  const url = process.env.STEWARD_COMPANY_URL;
  if (url) return { url, stop: async () => {} };
  const { serveSampleCompany } = await import('./sample-company/serve.mjs');
  return serveSampleCompany({ log: say });
}
