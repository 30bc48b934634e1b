import type { Page } from 'playwright';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { knownBook } from './support/books';
import { stories } from './support/known-book';
import { openAccount } from './support/open-account';

let window: Page;
const steward = knownBook((book) => {
  window = book.window;
});

const room = (name: string) => window.getByRole('region', { name });
const weight = (dimension: string) => window.getByLabel(`Weight of ${dimension} in figures`);

async function openScores(): Promise<void> {
  await window.getByRole('link', { name: 'Settings' }).click();
  await weight('Engagement').waitFor();
}

/** Saves the draft and waits until it is the version in force. */
async function save(note: string, version: number): Promise<void> {
  await window.getByLabel('What you changed, and why').fill(note);
  await window.getByRole('button', { name: 'Save as new version' }).click();
  const row = room('Versions').getByRole('row', { name: new RegExp(`^${version} in force.*${note}`) });
  await row.waitFor({ timeout: 30_000 });
}

async function discardIfChanged(): Promise<void> {
  const discard = window.getByRole('button', { name: 'Discard' });
  if (await discard.isEnabled()) await discard.click();
}

describe('a draft of the scoring configuration', () => {
  beforeEach(async () => {
    await openScores();
    await discardIfChanged();
  });

  it('takes numbers with point or comma', async () => {
    const field = window.locator('main input[inputmode="decimal"]').first();
    for (const typed of ['20.5', '20,5']) {
      await field.fill('');
      await field.pressSequentially(typed);
      expect(await field.inputValue()).toMatch(/^20\.5/);
    }
  });

  it('shows each share as weights change', async () => {
    const row = window.getByRole('row', { name: /^Engagement/ });
    const share = async () => Number.parseInt((await row.getByRole('cell').last().textContent()) ?? '', 10);
    const before = await share();
    await weight('Engagement').fill('200');
    expect(await share()).toBeGreaterThan(before);
  });

  it('shows whose band would change before anything is saved', async () => {
    await window.getByLabel('Healthy from').fill('99');
    await room('Effect on accounts')
      .getByText(/accounts? of \d+ would change band/)
      .waitFor();
    expect(await room('Effect on accounts').getByRole('listitem').count()).toBeGreaterThan(3);
    expect(await room('Versions').getByRole('row').count()).toBe(2);
  });

  it('names a field that is wrong, at the field, and can’t be saved', async () => {
    await window.getByLabel('Middle from').fill('90');
    await room('Bands')
      .getByText(/must lie above the middle edge/)
      .waitFor();
    expect(await window.getByRole('button', { name: 'Save as new version' }).isDisabled()).toBe(true);
    await window.getByLabel('Middle from').fill('');
    await room('Bands').getByText('enter a number').waitFor();
  });

  it('edits breakpoints in the unit that the measure is shown in', async () => {
    await window.getByRole('button', { name: 'Breakpoints of Active users of seats' }).click();
    const raw = window.getByLabel('Raw value 1 of Active users of seats');
    expect(await raw.inputValue()).toMatch(/%$/);
    await window.getByLabel('Raw value 2 of Active users of seats').fill('0');
    await room('Measures of engagement')
      .getByText('raw values must rise from one breakpoint to the next')
      .waitFor();
  });

  it('is asked about before it is left, and is still there after coming back', async () => {
    await weight('Retention').fill('33');
    await window.getByRole('link', { name: 'Today' }).click();
    const question = window.getByRole('dialog', { name: 'Leave without saving?' });
    await question.getByRole('button', { name: 'Stay' }).click();
    expect(await weight('Retention').inputValue()).toBe('33');
    await window.getByRole('link', { name: 'Today' }).click();
    await question.getByRole('button', { name: 'Leave' }).click();
    await window.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
    await openScores();
    expect(await weight('Retention').inputValue()).toBe('33');
  });

  it('outlives the window', async () => {
    await weight('Retention').fill('44');
    await window.reload();
    await expect.poll(() => weight('Retention').inputValue()).toBe('44');
  });
});

describe('versions of the scoring configuration', () => {
  beforeAll(async () => {
    await openScores();
    await discardIfChanged();
  });

  it('need a note', async () => {
    await weight('Adoption').fill('31');
    await window.getByRole('button', { name: 'Save as new version' }).click();
    await window.getByText('say what you changed', { exact: true }).waitFor();
    expect(await room('Versions').getByRole('row').count()).toBe(2);
  });

  it('come into force when saved, and every account is scored anew with them', async () => {
    await weight('Adoption').fill('60');
    await save('Adoption matters most to us', 2);
    await openAccount(window, stories.sinking);
    await window.getByText(/configuration version 2/).waitFor({ timeout: 60_000 });
  });

  it('are restored as a new version', async () => {
    await openScores();
    await window.getByRole('button', { name: 'Restore version 1' }).click();
    expect(await weight('Adoption').inputValue()).toBe('30');
    await save('Restores version 1', 3);
  });
});

describe('a version saved by someone else while a draft is open', () => {
  const saveElsewhere = `(async () => {
    const { data: { current } } = await steward.call('settings.configs');
    const { data: { config } } = await steward.call('settings.config', { version: current });
    return steward.call('settings.saveConfig', { config, note: 'Saved elsewhere', basedOn: current });
  })()`;

  it('is never written over unasked, and the draft can still be saved', async () => {
    await openScores();
    await weight('Retention').fill('22');
    await window.evaluate(saveElsewhere);
    await window.getByText('Version 4 was saved meanwhile').waitFor();
    expect(await window.getByRole('button', { name: 'Save as new version' }).isDisabled()).toBe(true);
    await window.getByRole('button', { name: 'Keep my draft' }).click();
    expect(await weight('Retention').inputValue()).toBe('22');
    await save('Retention counts for more', 5);
  });
});

describe('the connection', () => {
  beforeAll(async () => {
    await openScores();
    await window.getByRole('link', { name: 'Connection' }).click();
    await room('Current connection').waitFor();
  });

  it('is shown without its password', async () => {
    const { hostname, password, username } = new URL(steward.companyUrl);
    const page = await window.content();
    expect(page).toContain(hostname);
    expect(page).toContain(username);
    expect(page).not.toContain(password);
    expect(await window.getByLabel('Address').inputValue()).not.toContain(password);
  });

  it('moves a pasted password out of sight', async () => {
    await window.getByLabel('Address').fill('postgres://dana:topsecret@127.0.0.1:1/product');
    expect(await window.getByLabel('Address').inputValue()).toBe('postgres://dana@127.0.0.1:1/product');
    expect(await window.getByLabel('Password', { exact: true }).inputValue()).toBe('topsecret');
  });

  it('is told how it is protected', async () => {
    await room('Current connection').getByText('none: it does not leave this computer').waitFor();
  });

  it('refuses an address that leads elsewhere than it shows', async () => {
    const address = window.getByLabel('Address');
    const entered = await address.inputValue();
    await address.fill('postgres://dana@127.0.0.1:1/product?host=other.example');
    await window.getByRole('button', { name: 'Test', exact: true }).click();
    await window.getByText(/host may not stand after the \?/).waitFor();
    await address.fill(entered);
  });

  it('is tested before it is used, with what to do', async () => {
    await window.getByRole('button', { name: 'Test', exact: true }).click();
    await window.getByText(/can’t be used yet/).waitFor({ timeout: 60_000 });
    const findings = window.getByRole('status', { name: 'What the test found' });
    expect(await findings.locator('[data-todo]').count()).toBeGreaterThan(0);
    expect(await findings.textContent()).not.toContain('topsecret');
  });

  it('says that a good address works', async () => {
    await window.getByLabel('Address').fill(steward.companyUrl);
    await window.getByRole('button', { name: 'Test', exact: true }).click();
    await window.getByText('This connection works.').waitFor({ timeout: 60_000 });
  });

  it('refuses what is no address, and says how to write one', async () => {
    await window.getByLabel('Address').fill('db.example');
    await window.getByRole('button', { name: 'Save and connect' }).click();
    await window.getByText(/write it as postgres:/).waitFor();
  });
});
