import { beforeAll, describe, expect, it } from 'vitest';
import { openForTests } from '../support/open-for-tests';
import { fading, untilForetold, writeDepartedBook } from './support/departed-book';
import { giveHardNames } from './support/hard-names';
import { showTheme } from './support/look-at';
import { layoutFindings } from './support/measure-layout';
import { openAddress } from './support/open-address';
import { openBook } from './support/open-book';

/** Every screen and dialog on every width and zoom, in every theme, takes half an hour: the suite takes a slice. */
const whole = process.env['STEWARD_LAYOUT'] === 'all';

const book = openForTests(() =>
  openBook({
    write: async (admin) => {
      await writeDepartedBook(admin);
      await giveHardNames(admin);
    },
    ready: untilForetold,
  }),
);

const widths = [1024, 1280, 1920, 2560];
const zooms = [1, 1.5, 2];
const sizes = widths.flatMap((width) => zooms.map((zoom) => ({ width, zoom })));
const slice = [
  { width: 1024, zoom: 1 },
  { width: 1280, zoom: 1.5 },
  { width: 2560, zoom: 1 },
];
const dresses = whole ? (['light', 'dark', 'forced colours'] as const) : (['light'] as const);

interface Screen {
  name: string;
  path: string;
  /** What shows that it is there. */
  until: string;
  /** What opens over it. */
  over?: () => Promise<void>;
}

const button = (name: string | RegExp) => book.window.getByRole('button', { name }).first().click();

const screens: readonly Screen[] = [
  { name: 'Today', path: '/', until: 'in the queue' },
  { name: 'snooze', path: '/', until: 'in the queue', over: () => button(/^Snooze/) },
  { name: 'shortcuts', path: '/', until: 'in the queue', over: () => button('Keyboard shortcuts') },
  {
    name: 'palette',
    path: '/',
    until: 'in the queue',
    over: async () => {
      await book.window.keyboard.press('Control+k');
      await book.window.getByRole('combobox', { name: 'Search', exact: true }).fill('a');
      await book.window.getByRole('option').first().waitFor();
    },
  },
  { name: 'Accounts', path: '/accounts', until: 'ARR' },
  {
    name: 'Accounts, narrowed',
    path: `/accounts?filter=${encodeURIComponent('{"bands":["poor","middle"],"riskLevels":["high","medium"],"minArr":1000,"fits":"any"}')}`,
    until: 'Any of',
  },
  { name: 'columns', path: '/accounts', until: 'ARR', over: () => button('Columns') },
  ...['health', 'risk', 'usage', 'contacts', 'support', 'surveys', 'subscription'].map((tab) => ({
    name: `account, ${tab}`,
    path: `/accounts/32?tab=${tab}`,
    until: 'Health score',
  })),
  { name: 'person', path: '/accounts/32/people/94', until: 'Survey answers' },
  { name: 'override', path: '/accounts/32', until: 'Health score', over: () => button('Override score') },
  { name: 'pulse', path: '/accounts/32', until: 'Health score', over: () => button('Give pulse') },
  { name: 'Risk', path: '/risk', until: 'Changed this week' },
  { name: 'model', path: '/risk/model', until: 'Calibration' },
  { name: 'Monitor', path: '/monitor', until: 'Jobs' },
  { name: 'scores', path: '/settings/scores', until: 'Dimensions' },
  { name: 'connection', path: '/settings/connection', until: 'Change the connection' },
  { name: 'links', path: '/settings/links', until: 'Links to other systems' },
];

async function measured({ path, until, over }: Screen): Promise<string[]> {
  await openAddress(book.window, path);
  await book.window.getByRole('main').getByText(until).first().waitFor();
  await over?.();
  if (over) await book.window.getByRole('dialog').first().waitFor();
  await book.window.evaluate(
    () => new Promise((settled) => setTimeout(() => requestAnimationFrame(() => settled(null)), 150)),
  );
  const found = await layoutFindings(book.window);
  if (over) {
    await book.window.keyboard.press('Escape');
    await book.window.locator('[role="dialog"]').waitFor({ state: 'detached' });
  }
  return found;
}

describe.each(whole ? sizes : slice)('on a window of $width px at zoom $zoom', ({ width, zoom }) => {
  beforeAll(async () => {
    await book.window.setViewportSize({
      width: Math.round(width / zoom),
      height: Math.round((width * 10) / 16 / zoom),
    });
  });

  describe.each(dresses)('in %s', (dress) => {
    beforeAll(async () => {
      await showTheme(book.window, dress === 'dark' ? 'dark' : 'light');
      await book.window.emulateMedia({ forcedColors: dress === 'forced colours' ? 'active' : 'none' });
    });

    it.each(screens)('nothing of $name is cut, lies over its edge or scrolls sideways', async (screen) => {
      expect(await measured(screen)).toEqual([]);
    });
  });
});

it('forced colours keep what is chosen and the lengths of bars', async () => {
  await book.window.emulateMedia({ forcedColors: 'active' });
  await openAddress(book.window, '/accounts');
  const grid = book.window.getByRole('grid', { name: 'Accounts' });
  await grid.focus();
  await book.window.keyboard.press('Home');
  const outline = (selected: boolean) =>
    grid
      .locator(`tbody tr[aria-selected="${selected}"]`)
      .first()
      .evaluate((row) => getComputedStyle(row).outlineStyle);
  expect(await outline(true)).toBe('solid');
  expect(await outline(false)).toBe('none');
  await openAddress(book.window, '/accounts/1?tab=health');
  const bar = book.window.locator('[data-kind="total"]').first();
  await bar.waitFor();
  const [colour, behind] = await bar.evaluate((one) => [
    getComputedStyle(one).backgroundColor,
    getComputedStyle(one.closest('section') ?? one).backgroundColor,
  ]);
  expect(colour).not.toBe(behind);
  await book.window.emulateMedia({ forcedColors: 'none' });
});

it('the book it is measured on has departures to foretell', () => expect(fading).toBeTruthy());
