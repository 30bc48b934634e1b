import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { pngFile } from '../support/files';
import { knownBook } from './support/books';
import { stories } from './support/known-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAccount } from './support/open-account';

let page: Page;
let app: ElectronApplication;
knownBook((book) => {
  page = book.window;
  app = book.app;
});

const room = () => page.getByRole('region', { name: 'Timeline' });
const entries = () =>
  room()
    .getByRole('listitem')
    .filter({ hasNot: page.getByRole('heading') });
const days = () => room().getByRole('heading', { level: 3 });
const focused = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);

async function tabTo(control: Locator, key = 'Tab'): Promise<void> {
  for (let steps = 0; steps < 80; steps++) {
    if (await focused(control)) return;
    await page.keyboard.press(key);
  }
  throw new Error('Tab does not lead there');
}

async function openTab(name: string): Promise<void> {
  await tabTo(page.getByRole('tab', { selected: true }));
  const tab = page.getByRole('tab', { name });
  while ((await tab.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowRight');
}

describe('the timeline of an account, by the keyboard alone,', () => {
  beforeAll(async () => {
    await openAccount(page, stories.sinking);
    await openTab('Timeline');
    await entries().first().waitFor();
  });

  it('tells by day what happened, the score’s weeks with their reasons among it', async () => {
    expect(await days().count()).toBeGreaterThan(1);
    expect(await room().textContent()).toMatch(
      /Health (fell|rose) \d+\.\d points? since .*, from \d+\.\d to \d+\.\d/,
    );
    for (const theme of ['dark', 'light'] as const) {
      await showTheme(page, theme);
      expect(await axeFindings(page), theme).toEqual([]);
      await takePictures(page, 'account-timeline', theme);
    }
  });

  it('is narrowed to kinds, and to what people did', async () => {
    const kinds = page.getByRole('combobox', { name: 'Kinds of entries' });
    await tabTo(kinds);
    await page.keyboard.type('Tickets');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => {
        const shown = await entries().allTextContents();
        return shown.length > 0 && shown.every((text) => text.includes('ticket'));
      })
      .toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Backspace');
    await expect.poll(async () => (await room().textContent())?.includes('Health')).toBe(true);
    await tabTo(page.getByRole('switch', { name: 'What people did' }));
    await page.keyboard.press('Space');
    await expect.poll(async () => (await room().textContent())?.includes('Health')).toBe(false);
  });
});

describe('what took place, by the keyboard alone,', () => {
  it('is written with its contacts, and stands on the timeline of the account', async () => {
    await openTab('Notes');
    await tabTo(page.getByRole('radio', { name: 'Note', exact: true }));
    await page.keyboard.press('ArrowRight');
    await page.getByLabel('When').waitFor();
    await tabTo(page.getByRole('combobox', { name: 'With' }));
    await page.keyboard.type('Ada');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await tabTo(page.getByRole('textbox', { name: 'A note for the team' }));
    await page.keyboard.type('They want to start in spring');
    for (const theme of ['dark', 'light'] as const) {
      await showTheme(page, theme);
      expect(await axeFindings(page), theme).toEqual([]);
      await takePictures(page, 'account-notes-call', theme);
    }
    await page.keyboard.press('Control+Enter');
    const line = page.getByRole('listitem').filter({ hasText: 'They want to start in spring' });
    await line.waitFor();
    expect(await line.textContent()).toMatch(/^Call with Ada/);
    await openTab('Timeline');
    await entries()
      .filter({ hasText: /Call with Ada.*, by / })
      .first()
      .waitFor();
  });

  it('has a picture attached, which is looked at and saved as it was, and stands on the timeline with it', async () => {
    const picture = pngFile(9);
    await openTab('Notes');
    await tabTo(page.getByRole('textbox', { name: 'A note for the team' }));
    await page.keyboard.type('See how it looks');
    await tabTo(page.getByRole('button', { name: 'Attach files…' }));
    // What the dialog of the system gives back: it is no part of the window.
    await page.locator('form input[type=file]').setInputFiles([
      { name: 'how it looks.png', mimeType: 'image/png', buffer: picture },
      { name: 'run.exe', mimeType: 'image/png', buffer: Buffer.from('MZ\x90\x00') },
    ]);
    await page.getByRole('list', { name: 'Files to attach' }).getByText('how it looks.png').waitFor();
    await page.getByText('“run.exe” is of a kind that can’t be attached.').waitFor();
    await tabTo(page.getByRole('textbox', { name: 'A note for the team' }), 'Shift+Tab');
    for (const theme of ['dark', 'light'] as const) {
      await showTheme(page, theme);
      expect(await axeFindings(page), theme).toEqual([]);
      await takePictures(page, 'account-notes-attach', theme);
    }
    await page.keyboard.press('Control+Enter');
    const line = page.getByRole('listitem').filter({ hasText: 'See how it looks' });
    await tabTo(line.getByRole('button', { name: 'Look at how it looks.png' }));
    await page.keyboard.press('Enter');
    const shown = page.getByRole('img', { name: 'how it looks.png' });
    await shown.waitFor();
    expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    for (const theme of ['dark', 'light'] as const) {
      await showTheme(page, theme);
      expect(await axeFindings(page), theme).toEqual([]);
      await takePictures(page, 'account-notes-picture', theme);
    }
    await page.keyboard.press('Escape');
    const path = join(tmpdir(), `steward-saved-${process.pid}.png`);
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    await tabTo(line.getByRole('button', { name: 'Save how it looks.png' }));
    await page.keyboard.press('Enter');
    await page.getByText(`The file is saved: ${path}`).waitFor();
    expect(readFileSync(path)).toEqual(picture);
    rmSync(path);
    await openTab('Timeline');
    await entries()
      .filter({ hasText: /wrote a note, with how it looks\.png \(\d+ bytes\)/ })
      .first()
      .waitFor();
  });

  it('begins with a template of the team’s own, whose headings make next steps', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search', exact: true }).waitFor();
    await page.keyboard.type('templates of act');
    await page.getByRole('option', { name: /Templates of activities/ }).waitFor();
    await page.keyboard.press('Enter');
    await tabTo(page.getByRole('button', { name: 'Add a template' }));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'A new template' });
    await expect.poll(() => focused(dialog.getByLabel('Name'))).toBe(true);
    await page.keyboard.type('business REVIEW');
    await tabTo(dialog.getByRole('combobox', { name: 'Type of activity' }));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(dialog.getByLabel('What a note begins with'));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('How it went:\n\nNext:\n');
    await dialog.getByText('What is written below “Next:” becomes next steps').waitFor();
    await tabTo(dialog.getByRole('button', { name: 'Add it' }));
    await page.keyboard.press('Enter');
    await dialog.getByText('This name is taken.').waitFor();
    for (const theme of ['dark', 'light'] as const) {
      await showTheme(page, theme);
      expect(await axeFindings(page), theme).toEqual([]);
      await takePictures(page, 'activity-template-editor', theme);
    }
    await dialog.getByLabel('Name').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Quarterly look');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const names = () => page.getByRole('rowheader').allTextContents();
    await expect.poll(async () => (await names())[0]).toMatch(/^Quarterly look/);
    const down = page.getByRole('button', { name: 'Move down: Quarterly look' });
    await tabTo(down);
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await names())[1]).toMatch(/^Quarterly look/);
    await page.getByText('Quarterly look is 2 of 4.').waitFor({ state: 'attached' });
    await expect.poll(() => focused(down)).toBe(true);
    await tabTo(page.getByRole('button', { name: 'Hide: Onboarding call' }));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Show again: Onboarding call' }).waitFor();
    for (const theme of ['dark', 'light'] as const) {
      await showTheme(page, theme);
      expect(await axeFindings(page), theme).toEqual([]);
      await takePictures(page, 'settings-activities', theme);
    }
    await openAccount(page, stories.sinking);
    await openTab('Notes');
    const text = page.getByRole('textbox', { name: 'A note for the team' });
    await tabTo(page.getByRole('combobox', { name: 'Template' }));
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: /^Quarterly look/ }).waitFor();
    expect(await page.getByRole('option', { name: 'Onboarding call' }).count()).toBe(0);
    await page.keyboard.type('quart');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => text.inputValue()).toBe('How it went:\n\nNext:\n');
    expect(await page.getByRole('radio', { name: 'Meeting' }).isChecked()).toBe(true);
    await tabTo(text);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('Book the room');
    for (const theme of ['dark', 'light'] as const) {
      await showTheme(page, theme);
      expect(await axeFindings(page), theme).toEqual([]);
      await takePictures(page, 'account-notes-template', theme);
    }
    await page.keyboard.press('Control+Enter');
    const line = page.getByRole('listitem').filter({ hasText: 'Book the room' });
    await line.getByRole('button', { name: 'Make a task of “Book the room”' }).waitFor();
    expect(await line.textContent()).toMatch(/^Meeting/);
  });

  it('says what is next, of which one key makes tasks; a task opens its note, and the note says that it is done', async () => {
    await openTab('Notes');
    await tabTo(page.getByRole('textbox', { name: 'A note for the team' }));
    await page.keyboard.type('@ad');
    const offered = page.getByRole('listbox', { name: 'Who is mentioned' });
    await offered.getByRole('option', { name: /^Ada.*Contact$/ }).waitFor();
    for (const theme of ['dark', 'light'] as const) {
      await showTheme(page, theme);
      expect(await axeFindings(page), theme).toEqual([]);
      await takePictures(page, 'account-notes-mention', theme);
    }
    await page.keyboard.press('Enter');
    await page.keyboard.type('wrote.\nThey agreed\n- [ ] Send the plan\n- [ ] Ask for the list');
    await page.getByText('Alt+Enter keeps it and makes a task').waitFor();
    await page.keyboard.press('Alt+Enter');
    const line = page.getByRole('listitem').filter({ hasText: 'They agreed' });
    await line.getByRole('link', { name: 'Task made' }).waitFor();
    expect(await line.getByRole('link', { name: 'Task made' }).count()).toBe(1);
    await line.getByRole('link', { name: /^@Ada/ }).waitFor();
    for (const theme of ['dark', 'light'] as const) {
      await showTheme(page, theme);
      expect(await axeFindings(page), theme).toEqual([]);
      await takePictures(page, 'account-notes-steps', theme);
    }
    await line.getByRole('button', { name: 'Make a task of “Send the plan”' }).click();
    await expect.poll(() => line.getByRole('link', { name: 'Task made' }).count()).toBe(2);
    await line.getByRole('link', { name: 'Task made' }).first().click();
    const task = page.getByRole('listitem').filter({ hasText: 'Ask for the list' });
    await task.getByRole('button', { name: 'Done: “Ask for the list”' }).click();
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Send the plan' })
      .getByRole('link', { name: 'of a note' })
      .click();
    await page.getByText('One note is shown.').waitFor();
    await line.getByRole('link', { name: 'Task done' }).waitFor();
    await page.getByRole('button', { name: 'Show all of them' }).click();
    await page.getByRole('listitem').filter({ hasText: 'They want to start in spring' }).waitFor();
  });

  it('is found from anywhere by its words, and opened among the notes of its account', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search', exact: true }).waitFor();
    await page.keyboard.type('start spri');
    const option = page.getByRole('option', { name: /start in spring/ });
    await option.waitFor();
    expect(await option.locator('mark').allTextContents()).toEqual(['start', 'spring']);
    for (const theme of ['dark', 'light'] as const) {
      await showTheme(page, theme);
      expect(await axeFindings(page), theme).toEqual([]);
      await takePictures(page, 'palette-texts', theme);
    }
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Search the notes' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Search the notes' }).inputValue()).toBe('start spri');
    await page.getByRole('listitem').filter({ hasText: 'They want to start in spring' }).waitFor();
  });

  it('is found on the timeline, the words marked, and all is there again once the field is empty', async () => {
    await openTab('Timeline');
    const field = page.getByRole('textbox', { name: 'Search what was written' });
    await tabTo(field);
    await page.keyboard.type('"start in spring"');
    const line = room().getByRole('group', { name: 'What was found' }).getByRole('listitem');
    await line.waitFor();
    // While it is typed, its words are looked for one by one.
    await expect.poll(() => line.locator('mark').allTextContents()).toEqual(['start in spring']);
    for (const theme of ['dark', 'light'] as const) {
      await showTheme(page, theme);
      expect(await axeFindings(page), theme).toEqual([]);
      await takePictures(page, 'account-timeline-found', theme);
    }
    await page.keyboard.press('Control+a');
    await page.keyboard.type('nothingsays');
    await room().getByText('Nothing has these words').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Backspace');
    await days().first().waitFor();
  });
});
