// @ts-check
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../embedded-postgres.mjs';
import { withLock } from '../setup/lock.mjs';
import { cache, root } from '../setup/places.mjs';
import { dayMs, formatDay, parseDay } from './calendar.mjs';
import { giveCampaigns } from './campaigns.mjs';
import { createDemoLogin } from './demo-login.mjs';
import { openMailbox } from './mailbox.mjs';
import { giveMilestones } from './milestones.mjs';
import { giveRewards } from './rewards.mjs';
import { letSend, provePages } from './sending.mjs';
import { storyVersion } from './story.mjs';
import { tell, upgrade } from './tell.mjs';
import { readTold, writeTold } from './told.mjs';

/**
 * @typedef {object} SampleCompany
 * @property {string} url address of an admin who has a book of her own
 * @property {Record<string, string>} mail what Steward is started with so that it sends into the mailbox here
 * @property {() => Promise<void>} upToDate resolves when the days since the last start are loaded
 * @property {() => Promise<void>} stop
 *
 * @typedef {object} ServeOptions
 * @property {(text: string) => void} log
 * @property {string} [folder] where its PostgreSQL keeps its data
 * @property {() => number} [now] ms since 1970
 *
 * @typedef {object} Place
 * @property {string} folder
 * @property {string} url superuser's address of the sample company's database
 * @property {(text: string) => void} log
 * @property {AbortSignal} signal
 */

const database = 'steward_sample';

/** While Steward stays open over midnight, the company lives on as well. */
const lookAgainMs = 15 * 60_000;

/**
 * Serves the sample company from a PostgreSQL of its own. The first time it is made and loaded; later it answers at
 * once with what is there, and the days since then are loaded behind, as a company's pipeline would.
 * @param {ServeOptions} options
 * @returns {Promise<SampleCompany>}
 */
export async function serveSampleCompany({ log, folder = join(cache, 'sample-company'), now = Date.now }) {
  mkdirSync(folder, { recursive: true });
  const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres') });
  const ending = new AbortController();
  const place = { folder, url: databaseUrl(server.url), log, signal: ending.signal };
  const today = () => formatDay(Math.floor(now() / dayMs));
  try {
    await withLock('sample-company', async () => {
      if (readTold(folder)?.version !== storyVersion) await makeCompany(place, server.url, today());
      else await bringUpToDate(place);
    });
    const url = await createDemoLogin(place.url);
    const mailbox = await openMailbox(join(folder, 'mail'));
    const sending = await letSend(place.url);
    await giveRewards(sending.adminUrl);
    const through = readTold(folder)?.through ?? today();
    await giveCampaigns({ url: place.url, adminUrl: sending.adminUrl });
    await giveMilestones({ url: place.url, adminUrl: sending.adminUrl, through });
    const proving = provePages(sending, ending.signal).catch((error) => log(error.message));
    let livingOn = liveOn(place, today());
    const timer = setInterval(() => {
      livingOn = livingOn.then(() => liveOn(place, today()));
    }, lookAgainMs);
    timer.unref();
    return {
      url,
      mail: {
        STEWARD_SMTP_URL: mailbox.smtp,
        STEWARD_MAILBOX: mailbox.folder,
        STEWARD_PUBLIC: sending.pages,
      },
      upToDate: () => livingOn,
      async stop() {
        clearInterval(timer);
        ending.abort();
        await livingOn;
        await proving;
        await mailbox.stop();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * From nothing, or from what an interrupted start or an older story left.
 * @param {Place} place
 * @param {string} serverUrl
 * @param {string} today
 */
async function makeCompany({ folder, url, log, signal }, serverUrl, today) {
  const began = Date.now();
  log('making the sample company, once ...');
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  } finally {
    await client.end();
  }
  await tell({ folder, url, story: ['--today', today], signal });
  const through = formatDay(parseDay(today) - 1);
  writeTold(folder, { version: storyVersion, made: today, through, schema: newestMigration() });
  log(`the sample company is there after ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

/**
 * A Steward that was updated since has more to its schema: only then, so that a start waits for nothing.
 * @param {Place} place
 */
async function bringUpToDate({ folder, url, log, signal }) {
  const told = readTold(folder);
  if (!told || told.schema === newestMigration()) return;
  log('bringing the sample company to this version ...');
  await upgrade({ url, signal });
  writeTold(folder, { ...told, schema: newestMigration() });
}

/** By its name. */
function newestMigration() {
  const files = readdirSync(join(root, 'migrations', 'postgres')).filter((name) => name.endsWith('.sql'));
  return files.sort().at(-1) ?? '';
}

/**
 * Loads the days since the last one told, if any. A failure costs only freshness: it is said, and tried again later.
 * @param {Place} place
 * @param {string} today
 */
async function liveOn({ folder, url, log, signal }, today) {
  const told = readTold(folder);
  const through = formatDay(parseDay(today) - 1);
  if (!told || told.through >= through || signal.aborted) return;
  const story = ['--today', today, '--made', told.made, '--since', told.through];
  try {
    await tell({ folder, url, story, signal });
    writeTold(folder, { ...told, through });
    log(`the sample company lived on through ${through}`);
  } catch (error) {
    if (!signal.aborted) log(`the sample company could not live on: ${/** @type {Error} */ (error).message}`);
  }
}

/** @param {string} serverUrl */
function databaseUrl(serverUrl) {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
