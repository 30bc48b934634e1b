import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { openForTests } from '../support/open-for-tests';
import { untilForetold, writeDepartedBook } from './support/departed-book';
import { everyScreen, type Screen, show } from './support/every-screen';
import { mouseAlone } from './support/mouse-alone';
import { openBook } from './support/open-book';

const book = openForTests(() => openBook({ write: writeDepartedBook, ready: untilForetold }));

/** The keys that the help tells of for what is shown, by their place; a table's act only in the table. */
async function keysHere(page: Page): Promise<readonly { place: string; keys: string[] }[]> {
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.getByRole('heading', { name: 'Everywhere' }).waitFor();
  const all = await help.locator('section').evaluateAll((sections) =>
    sections.map((section) => ({
      place: section.querySelector('h3')?.textContent ?? '',
      keys: [...section.querySelectorAll('dd')].flatMap((dd) => {
        const keys = [...dd.querySelectorAll('kbd')].map((key) => key.dataset['key'] ?? '');
        return keys.includes('Mod') || keys.includes('Alt') ? [keys.join('+')] : keys;
      }),
    })),
  );
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  const everywhere = all.findIndex(({ place }) => place === 'Everywhere');
  return all.slice(0, everywhere + 1).filter(({ place }) => place !== 'Tables');
}

async function closeDialog({ over }: Screen): Promise<void> {
  if (over === undefined) return;
  await book.window.keyboard.press('Escape');
  await book.window.locator('[role="dialog"]').waitFor({ state: 'detached' });
}

describe('the keyboard', () => {
  const screens = everyScreen.filter(({ over }) => over === undefined);

  it.each(screens)('has one meaning for each key on $name', async (screen) => {
    await show(book.window, screen);
    const keys = (await keysHere(book.window)).flatMap((place) => place.keys);
    expect(keys).toContain('Mod+K');
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it.each(everyScreen)('reaches all that can be clicked on $name', async (screen) => {
    await show(book.window, screen);
    expect(await mouseAlone(book.window)).toEqual([]);
    await closeDialog(screen);
  });

  it('is told of the screen that is shown first', async () => {
    await show(book.window, { name: 'Today', path: '/', until: 'in the queue' });
    const places = (await keysHere(book.window)).map(({ place }) => place);
    expect(places.toSorted()).toEqual(['Everywhere', 'The queue of Today', 'Today']);
    expect(places.at(-1)).toBe('Everywhere');
  });
});
