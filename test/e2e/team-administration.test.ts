import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInvitation } from '../../src-preload/contract/company/invitation';
import { createKeeper, type Keeper } from '../support/keeper';
import { openForTests } from '../support/open-for-tests';
import { stories } from './support/known-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { openBook } from './support/open-book';

const book = openForTests(() => openBook({ login: { role: 'admin', scope: 'all' } }));
let page: Page;
let keeper: Keeper;
let sally: string;
beforeAll(async () => {
  page = book.window;
  page.setDefaultTimeout(15_000);
  keeper = await createKeeper(book.company);
  sally = `sally_${keeper.login}`;
});
afterAll(() => keeper.drop([sally]));

const button = (name: string | RegExp) => page.getByRole('button', { name });
const dialog = () => page.getByRole('dialog');
const send = (name: string | RegExp) => dialog().getByRole('button', { name }).click();
const field = (label: string) => dialog().getByLabel(label, { exact: true });
const row = (login: string) => page.getByRole('row').filter({ hasText: login });
const gone = () => dialog().waitFor({ state: 'detached' });

async function rows<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await book.company.admin.query<Row>(sql, values)).rows;
}

const ownerOf = async (account: string) =>
  (
    await rows<{ email: string }>(
      `SELECT email FROM customer_success.organizations o JOIN customer_success.managers ON manager_id = owner_id
        WHERE o.name = $1`,
      [account],
    )
  )[0]?.email;

/** Looks at the screen as it stands, in both themes; the light one is shown after. */
async function lookAt(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(page, theme);
    expect(await axeFindings(page)).toEqual([]);
    await takePictures(page, name, theme);
  }
}

describe('the team', () => {
  it('is shown to an admin, who changes nothing of it by that alone', async () => {
    await openAddress(page, '/settings/team');
    await page.getByRole('cell', { name: 'Every account' }).waitFor();
    await page.getByText('Changes want the login that made the company').waitFor();
    expect(await button(/^(Invite|Import|Hand over|Remove)/).count()).toBe(0);
    await lookAt('team locked');
  });

  it('is unlocked by the login that made the company and by no other, with the keyboard alone', async () => {
    await button('Unlock changes…').focus();
    await page.keyboard.press('Enter');
    await dialog().waitFor();
    await page.keyboard.type(keeper.login);
    await page.keyboard.press('Tab');
    await page.keyboard.type('wrong');
    await page.keyboard.press('Enter');
    await dialog()
      .getByText(/password of .* is wrong/)
      .waitFor();
    await lookAt('team refused');
    await field('Password').fill(keeper.password);
    await page.keyboard.press('Enter');
    await gone();
    await page.getByText(`Changes are unlocked as ${keeper.login}`).waitFor();
  });

  it('gets a member by invitation: a password that is shown once, and a file', async () => {
    await button('Invite…').click();
    await field('Login').fill(sally);
    await field('Own accounts').selectOption({ label: 'Ben Boyd (ben@book.test)' });
    await lookAt('team invite');
    await send('Invite');
    await dialog().getByText('Password for the first sign-in').waitFor();
    const password = (await dialog().locator('code').textContent()) ?? '';
    await lookAt('team invited');
    const file = join(book.userData, 'invitation.json');
    await book.app.evaluate(({ dialog: system }, filePath) => {
      system.showSaveDialog = async () => ({ canceled: false, filePath });
    }, file);
    await send('Save the invitation…');
    await page.getByText('The invitation is saved').waitFor();
    expect(readInvitation(readFileSync(file, 'utf8'))).toMatchObject({ password });
    await send('Done');
    await row(sally).getByText('Invited').waitFor();
    const address = new URL(book.companyUrl);
    address.username = sally;
    address.password = password;
    const client = new pg.Client({ connectionString: address.href });
    await client.connect();
    const { rows: own } = await client.query('SELECT DISTINCT owner_id FROM customer_success.organizations');
    expect(own).toHaveLength(1);
    await client.end();
  });

  it('has a member’s role and accounts changed', async () => {
    await button(`Change ${sally}`).click();
    await field('Role').selectOption('viewer');
    await field('Sees').selectOption('all');
    await lookAt('team change');
    await send('Save');
    await gone();
    await row(sally).getByText('Viewer').waitFor();
    expect(
      await rows('SELECT role, scope FROM customer_success.memberships WHERE login = $1', [sally]),
    ).toEqual([{ role: 'viewer', scope: 'all' }]);
  });

  it('gets accounts by a file: looked at first, then done', async () => {
    const [{ id } = {}] = await rows<{ id: string }>(
      'SELECT external_id AS id FROM customer_success.organizations WHERE name = $1',
      [stories.sinking],
    );
    const before = await ownerOf(stories.sinking);
    await button('Import assignments…').click();
    await dialog()
      .locator('input[type=file]')
      .setInputFiles({
        name: 'assignments.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          `organization_id;owner_email;owner_name\r\n${id};sally@book.test;Sally Sand\r\nnobody;x@y.z;\r\n`,
        ),
      });
    await send('Look first');
    await dialog().getByText('Line 3: the company has no account of this id').waitFor();
    await dialog().getByText('Sally Sand (new)').waitFor();
    expect(await ownerOf(stories.sinking)).toBe(before);
    await lookAt('team import');
    await send('Give 1 account');
    await gone();
    expect(await ownerOf(stories.sinking)).toBe('sally@book.test');
  });

  it('hands a book over with what is open in it', async () => {
    await button('Hand over a book…').click();
    await field('From').selectOption('sally@book.test');
    await field('To').selectOption('ann@book.test');
    await send('Look first');
    await dialog().getByText('1 account of Sally Sand').waitFor();
    await lookAt('team hand-over');
    await send('Hand over 1 account');
    await gone();
    expect(await ownerOf(stories.sinking)).toBe('ann@book.test');
  });

  it('erases a contact who asks for it, from the contact’s screen, and says which desktops it waits for', async () => {
    const [{ id, account } = { id: 0, account: 0 }] = await rows<{ id: number; account: number }>(
      `UPDATE customer_success.users SET email = 'cleo@known.test' WHERE name = $1
       RETURNING user_id AS id, organization_id AS account`,
      [`Cleo of ${stories.sinking}`],
    );
    await openAddress(page, `/accounts/${account}/people/${id}`);
    await page.getByTitle('cleo@known.test').first().waitFor();
    await button('Privacy').press('Enter');
    await page.getByRole('menuitem', { name: 'Erase everywhere…' }).press('Enter');
    await dialog().getByText(`contact ${id} of ${stories.sinking}`).waitFor();
    await lookAt('privacy erase');
    await send('Erase for good');
    await dialog().getByText('That is another address or id').waitFor();
    await dialog()
      .getByLabel(/^Type cleo@known.test/)
      .fill('Cleo@known.test');
    await send('Erase for good');
    await dialog()
      .getByText(/^Erasure \d+: /)
      .waitFor();
    await expect
      .poll(
        async () => {
          await send('Look again who is waited for');
          return dialog().getByLabel('Certificate').textContent();
        },
        { timeout: 20_000, interval: 500 },
      )
      .toMatch(/erased \(/);
    await lookAt('privacy certificate');
    await send('Cancel');
    await page.getByRole('heading', { name: 'Erased contact', level: 1 }).waitFor();
    expect(await rows('SELECT FROM customer_success.users WHERE email = $1', ['cleo@known.test'])).toEqual(
      [],
    );
    await openAddress(page, '/settings/team');
  });

  it('loses a member, and is locked again', async () => {
    await button(`Remove ${sally}`).click();
    await lookAt('team remove');
    await send('Remove');
    await gone();
    await row(sally).waitFor({ state: 'detached' });
    expect(await rows('SELECT FROM customer_success.memberships WHERE login = $1', [sally])).toEqual([]);
    await button('Lock').click();
    await button('Unlock changes…').waitFor();
    const kinds = await rows<{ kind: string }>(
      `SELECT DISTINCT kind FROM customer_success.audit_log WHERE login = $1 ORDER BY 1`,
      [keeper.login],
    );
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'account.assign',
      'erasure',
      'member',
      'member.invite',
      'team.assign',
    ]);
  });
});
