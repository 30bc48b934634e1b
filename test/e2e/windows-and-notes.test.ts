import type { ElectronApplication, Page } from 'playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { knownBook } from './support/books';
import { stories } from './support/known-book';
import { takePictures } from './support/look-at';
import { openAddress } from './support/open-address';

let window: Page;
let app: ElectronApplication;
const book = knownBook((opened) => {
  window = opened.window;
  app = opened.app;
});
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const row = (name: string) => window.getByRole('row', { name: new RegExp(name) });

async function openList(): Promise<void> {
  await openAddress(window, '/accounts');
  await row(stories.silent).waitFor();
}

/** Does something that opens a window, and waits for it. */
async function opened(act: () => Promise<unknown>): Promise<Page> {
  const [page] = await Promise.all([app.waitForEvent('window'), act()]);
  return page;
}

describe('an account in a window of its own', () => {
  afterEach(async () => {
    for (const page of app.windows()) if (page !== window) await page.close();
  });

  it('opens by Ctrl and a click on its row, names itself in its title, and leaves the list where it is', async () => {
    await openList();
    const page = await opened(() => row(stories.silent).click({ modifiers: ['Control'] }));
    await heading(page, stories.silent).waitFor();
    await expect.poll(() => page.title()).toBe(`${stories.silent} – Steward`);
    expect(await window.title()).toBe('Accounts – Steward');
    expect(window.url()).toContain('#/accounts');
    await heading(window, 'Accounts').waitFor();
  });

  it('opens by Ctrl and Enter, and by Ctrl and Enter in the palette', async () => {
    await openList();
    await window.getByRole('grid').press('Home');
    const name = await window
      .locator('tr[aria-selected="true"][data-account]')
      .getAttribute('data-account-name');
    const page = await opened(() => window.keyboard.press('Control+Enter'));
    await heading(page, name ?? '').waitFor();
    await window.keyboard.press('Control+k');
    await window.getByLabel('Search', { exact: true }).fill('mills');
    await window.getByRole('option', { name: stories.silent }).first().waitFor();
    const other = await opened(() => window.keyboard.press('Control+Enter'));
    await heading(other, stories.silent).waitFor();
  });

  it('opens from the menu of the right button, and by the links of Today', async () => {
    await openAddress(window, '/');
    const link = window.locator(`#main a[href^="#/accounts/"]`, { hasText: stories.sinking }).first();
    const page = await opened(() => link.click({ modifiers: ['Control'] }));
    await heading(page, stories.sinking).waitFor();
    await link.click({ button: 'right' });
    const other = await opened(() => window.getByRole('menuitem', { name: 'Open in a new window' }).click());
    await heading(other, stories.sinking).waitFor();
  });

  it('is one of eight at most: then the one in front goes there', async () => {
    for (let id = 1; id <= 9; id++) {
      await window.evaluate(`void window.open('#/accounts/${id}')`);
      await expect.poll(() => app.windows().length).toBe(Math.min(8, 1 + id));
    }
  });

  it('shows what is written in another window', async () => {
    await openList();
    const page = await opened(() => row(stories.renewing).click({ modifiers: ['Control'] }));
    await page.getByRole('tab', { name: 'Notes' }).click();
    await window.keyboard.press('Control+k');
    await window.getByLabel('Search', { exact: true }).fill('quick note');
    await window.getByRole('option', { name: 'Quick note…' }).click();
    const dialog = window.getByRole('dialog', { name: 'Quick note' });
    await dialog
      .getByRole('textbox', { name: 'Note', exact: true })
      .fill(`${stories.renewing} wants two years`);
    await expect.poll(() => dialog.getByLabel('Account').inputValue()).toBe(stories.renewing);
    await window.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(`${stories.renewing} wants two years`).waitFor();
  });
});

describe('a quick note', () => {
  const dialog = () => window.getByRole('dialog', { name: 'Quick note' });
  const account = () => dialog().getByLabel('Account');

  /** As the menu’s key does. */
  async function ask(): Promise<void> {
    await app.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items ?? []) ?? [];
      items.find(({ label }) => label === 'Quick note…')?.click();
    });
    await dialog().waitFor();
  }

  it('is about the account that is open, until it names another', async () => {
    await openList();
    await row(stories.silent).click();
    await heading(window, stories.silent).waitFor();
    await ask();
    await expect.poll(() => account().inputValue()).toBe(stories.silent);
    await dialog().getByText('It is the one that you had open or chosen.').waitFor();
    await window.keyboard.type(`sinking freight called, angry`);
    await expect.poll(() => account().inputValue()).toBe(stories.sinking);
    await dialog().getByText('The note names it.').waitFor();
    await window.keyboard.press('Control+Enter');
    await window.getByText(`Your note about ${stories.sinking} is kept.`).waitFor();
    const { rows } = await expectNote('sinking freight called, angry');
    expect(rows).toEqual([{ name: stories.sinking }]);
  });

  it('mentions whom one chooses, where Escape closes what is offered alone, and makes tasks of its next steps', async () => {
    await openList();
    await row(stories.silent).click();
    await heading(window, stories.silent).waitFor();
    await ask();
    await expect.poll(() => account().inputValue()).toBe(stories.silent);
    const offered = dialog().getByRole('listbox', { name: 'Who is mentioned' });
    await window.keyboard.type('@');
    await offered.waitFor();
    await window.keyboard.press('Escape');
    await offered.waitFor({ state: 'detached' });
    await dialog().waitFor();
    await window.keyboard.press('Backspace');
    await window.keyboard.type('@b');
    await offered
      .getByRole('option', { name: /Colleague$/ })
      .first()
      .waitFor();
    await window.keyboard.press('Tab');
    await window.keyboard.type('asks for it\nNext: send the plan of spring');
    await window.keyboard.press('Control+Shift+Enter');
    await window.getByText(`Your note about ${stories.silent} is kept, with 1 task.`).waitFor();
    await expect
      .poll(async () => {
        const { rows } = await book.company.admin.query(
          `SELECT t.title, n.mentions -> 0 ? 'manager' AS mentioned FROM customer_success.cta_tasks t
             JOIN customer_success.notes n USING (note_id) WHERE n.text LIKE '%plan of spring'`,
        );
        return rows;
      })
      .toEqual([{ title: 'send the plan of spring', mentioned: true }]);
  });

  it('is a call where one says so, begins with its template, and waits so when it is closed', async () => {
    await openList();
    await row(stories.silent).click();
    await heading(window, stories.silent).waitFor();
    await ask();
    await expect.poll(() => account().inputValue()).toBe(stories.silent);
    await window.keyboard.press('Shift+Tab');
    await window.keyboard.type('renewal');
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Enter');
    const text = dialog().getByRole('textbox', { name: 'Note', exact: true });
    await expect.poll(() => text.inputValue()).toMatch(/^What they say of it:/);
    await dialog().getByLabel('When').waitFor();
    await takePictures(window, 'quick-note-of-a-template', 'light');
    await text.focus();
    await window.keyboard.press('Control+End');
    await window.keyboard.type('\nsend the offer of may');
    await window.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await ask();
    await expect.poll(() => dialog().getByRole('radio', { name: 'Renewal talk' }).isChecked()).toBe(true);
    await text.focus();
    await window.keyboard.press('Control+Shift+Enter');
    await window.getByText(`Your note about ${stories.silent} is kept, with 1 task.`).waitFor();
    await expect
      .poll(async () => {
        const { rows } = await book.company.admin.query(
          `SELECT t.title, n.activity ->> 'kind' AS kind FROM customer_success.cta_tasks t
             JOIN customer_success.notes n USING (note_id) WHERE n.text LIKE '%offer of may'`,
        );
        return rows;
      })
      .toEqual([{ title: 'send the offer of may', kind: 'renewal_talk' }]);
  });

  it('waits as it was begun when it is closed, and is not kept without an account', async () => {
    await openAddress(window, '/monitor');
    await heading(window, 'Monitor').waitFor();
    await ask();
    await window.keyboard.type('somebody from the fair');
    await window.keyboard.press('Control+Enter');

    await dialog().getByText('choose whom it is about').waitFor();
    await window.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await window.reload();
    await heading(window, 'Monitor').waitFor();
    await ask();
    expect(await dialog().getByRole('textbox', { name: 'Note', exact: true }).inputValue()).toBe(
      'somebody from the fair',
    );
    await dialog().getByRole('textbox', { name: 'Note', exact: true }).fill('');
    await window.keyboard.press('Escape');
  });

  /** The note as the company has it. */
  function expectNote(text: string) {
    return expect
      .poll(() =>
        book.company.admin.query(
          `SELECT o.name FROM customer_success.notes JOIN customer_success.organizations o USING (organization_id) WHERE text = $1`,
          [text],
        ),
      )
      .toMatchObject({ rowCount: 1 })
      .then(() =>
        book.company.admin.query(
          `SELECT o.name FROM customer_success.notes JOIN customer_success.organizations o USING (organization_id) WHERE text = $1`,
          [text],
        ),
      );
  }
});
