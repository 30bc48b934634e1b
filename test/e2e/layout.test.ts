import { beforeAll, describe, expect, it } from 'vitest';
import { openForTests } from '../support/open-for-tests';
import { fading, untilForetold, writeDepartedBook } from './support/departed-book';
import { everyScreen, type Screen, show } from './support/every-screen';
import { giveHardNames } from './support/hard-names';
import { showTheme } from './support/look-at';
import { layoutFindings } from './support/measure-layout';
import { openAddress } from './support/open-address';
import { openBook } from './support/open-book';

/**
 * Every screen and dialog on every width and zoom, in every theme, takes half an hour: the suite looks at each on the narrowest
 * window, and on one of the others in turn.
 */
const whole = process.env['STEWARD_LAYOUT'] === 'all';

const book = openForTests(() =>
  openBook({
    write: async (admin) => {
      await writeDepartedBook(admin);
      await giveHardNames(admin);
      await admin.query(
        `UPDATE customer_success.users SET email = 'aurelio.rahman@juniperhill-1203.example', title = 'Operations Director' WHERE user_id = 1`,
      );
    },
    ready: untilForetold,
  }),
);

const widths = [1024, 1280, 1920, 2560];
const zooms = [1, 1.5, 2];
const sizes = widths.flatMap((width) => zooms.map((zoom) => ({ width, zoom, screens: everyScreen })));
const narrowest = { width: 1024, zoom: 2 };
const others = [
  { width: 1024, zoom: 1 },
  { width: 1280, zoom: 1.5 },
  { width: 2560, zoom: 1 },
];
const inTurn = (nth: number) => everyScreen.filter((_screen, at) => at % others.length === nth);
const slice = [
  { ...narrowest, screens: everyScreen },
  ...others.map((size, nth) => ({ ...size, screens: inTurn(nth) })),
];
const dresses = whole ? (['light', 'dark', 'forced colours'] as const) : (['light'] as const);

function drawnAfter(milliseconds: number): Promise<unknown> {
  return book.window.evaluate(
    (wait) => new Promise((drawn) => setTimeout(() => requestAnimationFrame(() => drawn(null)), wait)),
    milliseconds,
  );
}

async function measured(screen: Screen): Promise<string[]> {
  await show(book.window, screen);
  await drawnAfter(150);
  let found = await layoutFindings(book.window);
  if (found.length > 0) {
    // A busy machine may still have been drawing: what stays is a fault.
    await drawnAfter(1_000);
    found = await layoutFindings(book.window);
  }
  if (screen.over) {
    await book.window.keyboard.press('Escape');
    await book.window.locator('[role="dialog"]').waitFor({ state: 'detached' });
  }
  return found;
}

describe.each(whole ? sizes : slice)('on a window of $width px at zoom $zoom', ({ width, zoom, screens }) => {
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

it('titles, addresses and main reasons of a usual length are whole at 1440 px', async () => {
  await book.window.setViewportSize({ width: 1440, height: 900 });
  const isWhole = (text: string | RegExp) =>
    book.window
      .getByRole('grid')
      .getByText(text)
      .first()
      .evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth);
  await openAddress(book.window, '/accounts/1?tab=contacts');
  expect(await isWhole('aurelio.rahman@juniperhill-1203.example')).toBe(true);
  expect(await isWhole('Operations Director')).toBe(true);
  await openAddress(book.window, '/risk');
  const reasons = book.window.getByRole('columnheader', { name: 'Main reason' });
  expect((await reasons.boundingBox())?.width).toBeGreaterThan(320);
});

it('what to do has a line of its own in a row of Today, in sight however long the reason is', async () => {
  await openAddress(book.window, '/');
  const row = book.window.getByRole('list', { name: 'What needs you' }).getByRole('listitem').first();
  const { advice, row: whole } = await row.evaluate(drawnWithALongReason);
  expect(advice.height).toBeGreaterThan(10);
  expect(advice.bottom).toBeLessThanOrEqual(whole.bottom);
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

/** Runs in the page: where what to do stands in a row like this one whose reason does not end. */
function drawnWithALongReason(row: Element) {
  const copy = row.cloneNode(true) as Element;
  row.after(copy);
  const [, reason, advice] = copy.querySelectorAll('p');
  if (!reason || !advice) throw new Error('a row says whom, why and what to do');
  reason.textContent = 'a reason that goes on and on '.repeat(40);
  const place = (element: Element) => {
    const { bottom, height } = element.getBoundingClientRect();
    return { bottom, height };
  };
  const drawn = { advice: place(advice), row: place(copy) };
  copy.remove();
  return drawn;
}
