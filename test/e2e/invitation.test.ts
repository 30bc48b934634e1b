import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inviteByCommand } from '../support/invite-by-command';
import { createKeeper, type Keeper } from '../support/keeper';
import { openCompany } from '../support/open-company';
import { openForTests } from '../support/open-for-tests';
import { unconnectedSteward } from './support/books';
import { writeKnownBook } from './support/known-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { untilScored } from './support/open-book';

const there = openForTests(() => openCompany(writeKnownBook, { role: 'admin', scope: 'all' }));
const steward = unconnectedSteward();
const own = 'a word of my own';
const other = 'another word of mine';
let keeper: Keeper;
let sally: string;
let text: string;
beforeAll(async () => {
  keeper = await createKeeper(there.company);
  sally = `sally_${keeper.login}`;
  text = await inviteByCommand(keeper.url, sally, ['--book', 'ben@book.test']);
});
afterAll(() => keeper.drop([sally]));

const dialog = () => steward.window.getByRole('dialog');

/** Looks at the screen as it stands, in both themes; the light one is shown after. */
async function lookAt(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(steward.window, theme);
    expect(await axeFindings(steward.window)).toEqual([]);
    await takePictures(steward.window, name, theme);
  }
}

/** As somebody does who has it in another window. */
async function drop(content: string): Promise<void> {
  await steward.window.evaluate((file) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([file], 'invitation.json', { type: 'application/json' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, content);
}

it('a file that is no invitation says so when it is dropped', async () => {
  await openAddress(steward.window, '/settings/connection');
  await steward.window.getByRole('button', { name: 'Open an invitation…' }).waitFor();
  await drop(text.slice(0, -9));
  await dialog().getByText('This is no invitation').waitFor();
  await steward.window.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
});

it('Sally opens what Ada sent her, chooses a password by the keyboard, and works', async () => {
  const { window } = steward;
  await window
    .locator('input[type=file]')
    .setInputFiles({ name: 'invitation.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await dialog().getByText(sally).waitFor();
  expect(await dialog().textContent()).not.toContain(JSON.parse(text).password);
  await window.keyboard.type('too short');
  await window.keyboard.press('Enter');
  await dialog()
    .getByText(/Choose another: it needs at least 12/)
    .waitFor();
  await dialog().getByText('These are not the same').waitFor();
  await lookAt('invitation');
  await dialog().getByLabel('New password', { exact: true }).fill(own);
  await dialog().getByLabel('New password, again').fill(own);
  await window.keyboard.press('Enter');
  await window.getByText('You are in.').waitFor();
  await openAddress(window, '/');
  await untilScored(window);
  const { rows } = await there.company.admin.query(
    'SELECT accepted_at IS NOT NULL AS accepted FROM customer_success.invitations WHERE login = $1',
    [sally],
  );
  expect(rows).toEqual([{ accepted: true }]);
  expect(readFileSync(join(steward.userData, 'steward.log'), 'utf8')).not.toContain(own);
});

it('opened once more with another password, it says that it was used', async () => {
  const { window } = steward;
  await openAddress(window, '/settings/connection');
  await window.getByRole('button', { name: 'Open an invitation…' }).waitFor();
  await drop(text);
  await dialog().getByLabel('New password', { exact: true }).fill('another word than before');
  await dialog().getByLabel('New password, again').fill('another word than before');
  await window.keyboard.press('Enter');
  await dialog()
    .getByText(/used already/)
    .waitFor();
  await lookAt('invitation refused');
});

it('Sally changes her password, by the keyboard', async () => {
  const { window } = steward;
  await window.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await window.getByRole('button', { name: 'Change password…' }).press('Enter');
  await dialog().waitFor();
  await window.keyboard.type('a guess');
  await dialog().getByLabel('New password', { exact: true }).fill(other);
  await dialog().getByLabel('New password, again').fill(other);
  await window.keyboard.press('Enter');
  await dialog()
    .getByText(/password of now is another/)
    .waitFor();
  await lookAt('change password');
  await dialog().getByLabel('Current password').fill(own);
  await window.keyboard.press('Enter');
  await window.getByText('Your password is changed.').waitFor();
});

it('she is told a week ahead that her password ends, and that it has ended', async () => {
  const { window } = steward;
  await window.getByText(/Your password ends on .*lets you in no more after that/).waitFor();
  await lookAt('password ends');
  await there.company.admin.query(`ALTER ROLE ${sally} VALID UNTIL '2026-01-02'`);
  await window.evaluate(() => globalThis.window.steward.call('monitor.syncNow', undefined));
  await window.getByText(/Your password ended on/).waitFor();
  await there.company.admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${sally}'`,
  );
  await window.getByText(/The password of this login ended on Jan 2, 2026/).waitFor();
});
