import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { openStore } from '../../src-main/store/file/open';
import { giveTo } from '../../tools/runtime/desktop-user.mjs';
import { type DesktopSession, openDesktopSession } from '../../tools/runtime.mjs';
import { showNoTour } from '../e2e/support/open-steward';
import { readPdf } from '../e2e/support/read-pdf';
import { type BenchRow, comparison, figure, type Peer } from './bench-row';
import { fillBook } from './large-book';
import { quantile, size } from './timing';

const checkout = resolve(import.meta.dirname, '../..');

interface Screen {
  readonly name: string;
  readonly path: string;
  /** Selector of what there is only with the content. */
  readonly content: string;
  readonly goal: number;
}

/** A screen of the same shell with nothing on it: what the shell, the router and a frame cost alone. */
const empty: Screen = { name: 'empty', path: '/nowhere', content: 'main h1, main p', goal: 0 };
const screens: readonly Screen[] = [
  { name: 'Today', path: '/', content: '[aria-label="What needs you"] li', goal: 200 },
  { name: 'Accounts', path: '/accounts', content: '[role="grid"] tbody tr td .truncate', goal: 200 },
  {
    name: 'Risk',
    path: '/risk',
    content: '[aria-label="Accounts by risk"] tbody tr td .truncate',
    goal: 250,
  },
  { name: 'an account', path: '/accounts/77', content: '[aria-label="How the account stands"]', goal: 200 },
  { name: 'churn model', path: '/risk/model', content: 'main h1', goal: 200 },
  { name: 'Tasks', path: '/tasks', content: 'li[data-task]', goal: 200 },
  { name: 'the board of tasks', path: '/tasks?show=board', content: 'li[data-task]', goal: 200 },
  { name: 'the calendar of tasks', path: '/tasks?show=calendar', content: 'button[data-day]', goal: 200 },
  { name: 'Monitor', path: '/monitor', content: 'main table', goal: 200 },
  { name: 'Settings', path: '/settings/connection', content: 'main form', goal: 200 },
];

const rowsOrChart = 'main tbody tr, main .recharts-surface';
/** Those made of every account's past. */
const reports: readonly Screen[] = [
  ['Reports', '/reports'],
  ...['retention', 'cohorts', 'renewals', 'health', 'books', 'change'].map(
    (report) => [`the report of ${report}`, `/reports?show=${report}`] as const,
  ),
].map(([name = '', path = '']) => ({ name, path, content: rowsOrChart, goal: 200 }));

/** Each screen of the built app from the click to its content, p95, on a book of 100,000 accounts; reports on 10,000. */
export async function benchScreens(log: (text: string) => void): Promise<BenchRow[]> {
  const accounts = size('ACCOUNTS', 100_000);
  const ofReports = size('REPORTED_ACCOUNTS', 10_000);
  const rows = await onBook(accounts, log, async (window) => {
    const peer = await emptyScreen(window);
    return [...(await measure(window, screens, peer, log)), await palette(window, peer)];
  });
  const reported = await onBook(ofReports, log, async (window, app, folder) => [
    ...(await measure(window, reports, await emptyScreen(window), log)),
    ...(await paper(window, app, join(folder, 'reports.pdf'))),
  ]);
  return [...rows, ...reported.map((row) => ({ ...row, name: `${row.name}, ${ofReports} accounts` }))];
}

async function onBook(
  accounts: number,
  log: (text: string) => void,
  work: (window: Page, app: ElectronApplication, folder: string) => Promise<BenchRow[]>,
): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
  const session = await openDesktopSession();
  try {
    writeBook(folder, accounts);
    log(`a book of ${accounts} accounts is written`);
    giveTo(session.user, folder);
    const app = await launch(session, folder);
    try {
      const window = await app.firstWindow();
      await showNoTour(window);
      await window.locator('[aria-label="What needs you"] li').first().waitFor({ timeout: 120_000 });
      return await work(window, app, folder);
    } finally {
      await app.close();
    }
  } finally {
    session.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const runs = size('CLICKS', 20);

async function emptyScreen(window: Page): Promise<Peer> {
  const value = quantile(await times(window, empty), 0.95);
  return { name: 'an empty screen of the same shell', value };
}

async function measure(
  window: Page,
  screens: readonly Screen[],
  peer: Peer,
  log: (text: string) => void,
): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const screen of screens) {
    log(`opening ${screen.name}`);
    const value = quantile(await times(window, screen), 0.95);
    rows.push(comparison(`${screen.name}: click to content, p95`, value, 'ms', peer, `< ${screen.goal} ms`));
  }
  return rows;
}

async function palette(window: Page, peer: Peer): Promise<BenchRow> {
  const keystroke = quantile(await keystrokes(window), 0.95);
  return comparison('palette: keystroke to results, p95', keystroke, 'ms', peer, '< 50 ms');
}

/** All reports as a PDF, from the click until the file is there. */
async function paper(window: Page, app: ElectronApplication, path: string): Promise<BenchRow[]> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  await window.evaluate(() => {
    location.hash = '#/reports';
  });
  await window.getByRole('button', { name: 'PDF' }).click();
  const began = performance.now();
  await window.getByRole('menuitem', { name: 'All reports, A4' }).click();
  await window.getByText(`All reports saved to ${path}`).waitFor({ timeout: 120_000 });
  const took = (performance.now() - began) / 1_000;
  const pages = (await readPdf(path)).pages.length;
  return [
    figure(`a PDF of all reports, ${pages} pages`, took, 's'),
    figure('twenty pages of it', (20 * took) / pages, 's'),
  ];
}

/** Milliseconds. Chromium ignores what a page asks for beyond 200 changes of its address in 10 s; a run makes two. */
const pauseBetweenRuns = 150;

/** Milliseconds from the change of the address to the frame after the content. */
async function times(window: Page, { path, content }: Screen): Promise<number[]> {
  const measured: number[] = [];
  for (let run = 0; run <= runs; run++) {
    await window.waitForTimeout(pauseBetweenRuns);
    await window.evaluate(() => {
      location.hash = '#/settings/links';
    });
    // By its own words: the screen before may have a form, too, and would be left before it is gone.
    await window.locator('main').getByText('Links to other systems').first().waitFor();
    const took = await window.evaluate(untilContent, { path, content }).catch(async (error: unknown) => {
      throw new Error(`instead of ${content} there was: ${await window.locator('main').textContent()}`, {
        cause: error,
      });
    });
    // The first time fetches the code of the screen.
    if (run > 0) measured.push(took);
  }
  return measured;
}

/** Runs in the page. */
function untilContent({ path, content }: { path: string; content: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const main = document.querySelector('main');
    const former = new Set(main?.querySelectorAll('*'));
    location.hash = `#${path}`;
    // By a timer: a window that is drawn no more would never come to the next frame either.
    setTimeout(() => reject(new Error(`${path} never showed ${content}, or was not drawn`)), 20_000);
    const look = () => {
      const found = [...document.querySelectorAll(content)].some((element) => !former.has(element));
      if (!found) requestAnimationFrame(look);
      else requestAnimationFrame(() => resolve(performance.now() - began));
    };
    requestAnimationFrame(look);
  });
}

async function keystrokes(window: Page): Promise<number[]> {
  const measured: number[] = [];
  await window.keyboard.press('Control+k');
  const field = window.getByRole('combobox', { name: 'Search', exact: true });
  await field.waitFor();
  for (let run = 0; run < runs; run++) {
    const word = `account ${String(run * 37)}`;
    await field.fill(word);
    await window.waitForTimeout(150);
    measured.push(await window.evaluate(untilFound, String(run % 10)));
  }
  await window.keyboard.press('Escape');
  return measured;
}

/** Runs in the page: one more letter, until the results are others and drawn. */
function untilFound(letter: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const field = document.querySelector<HTMLInputElement>('[role="dialog"] input');
    const list = document.querySelector('[role="listbox"]');
    if (!field || !list) throw new Error('the palette is not open');
    const began = performance.now();
    const end = () => requestAnimationFrame(() => resolve(performance.now() - began));
    const watching = new MutationObserver(() => {
      watching.disconnect();
      end();
    });
    watching.observe(list, { childList: true, subtree: true, characterData: true });
    const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    setter?.call(field, field.value + letter);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    setTimeout(() => {
      watching.disconnect();
      end();
    }, 1_000);
    setTimeout(() => reject(new Error('the palette was not drawn any more')), 20_000);
  });
}

function writeBook(folder: string, accounts: number): void {
  const file = join(folder, 'store', 'steward.db');
  mkdirSync(join(folder, 'store'), { recursive: true });
  const key = randomBytes(32);
  writeFileSync(join(folder, 'store.key'), key.toString('hex'), { mode: 0o600 });
  const store = openStore({ file, key, now: Date.now });
  fillBook(store, accounts);
  store.close();
}

function launch(session: DesktopSession, userData: string): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath: session.executable,
    args: [...session.switches, checkout],
    cwd: checkout,
    chromiumSandbox: !session.switches.includes('--no-sandbox'),
    env: {
      ...Object.fromEntries(
        Object.entries(session.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      ),
      STEWARD_USER_DATA: userData,
    },
  });
}
