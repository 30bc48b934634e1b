import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openForTests } from '../support/open-for-tests';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { apply, note, operation } from '../support/team';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { type OpenBook, openBook } from './support/open-book';

let line: TcpProxy | undefined;
const book: OpenBook = openForTests(() =>
  openBook({
    login: { role: 'admin', scope: 'all' },
    lead: async (url) => {
      line = await startTcpProxy(url);
      return line.through(url);
    },
  }),
);
afterAll(() => line?.close());
let page: Page;

const patient = { timeout: 30_000 };
const press = (...keys: string[]) =>
  keys.reduce(async (before, key) => {
    await before;
    await page.keyboard.press(key);
  }, Promise.resolve());
const rows = () =>
  page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.locator('time') });
const row = (text: string) => rows().filter({ hasText: text });
const button = (name: string | RegExp) => page.getByRole('button', { name }).first();
const part = (name: string) =>
  page
    .getByRole('search', { name: 'Filter the audit' })
    .getByRole('button', { name: new RegExp(`^${name}`) });
const focused = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);

async function readsWell(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(page, theme);
    expect(await axeFindings(page), `${name}, ${theme}`).toEqual([]);
    await takePictures(page, name, theme);
  }
}

const first = note('They plan a second site, and want their contracts to end on one day.', { account: 'a0' });
beforeAll(async () => {
  page = book.window;
  page.setDefaultTimeout(15_000);
  const manager = await book.company.createLogin({ role: 'manager', scope: 'all', managerId: 1 });
  await apply(
    await manager.connect(),
    [
      first,
      operation(
        'note.change',
        { text: 'They plan a third site.' },
        { account: 'a0', entry: first.op_id, base_version: 1 },
      ),
      operation('pulse.set', { points: 25, reason: 'Nobody answers' }, { account: 'a0' }),
      operation(
        'override.set',
        { score: 40.5, reason: 'Merger', until_day: '2999-01-31' },
        { account: 'a2' },
      ),
      note(`A long one. ${'They went on about their budget. '.repeat(20)}`, { account: 'a2' }),
    ],
    { machine: 'ann-laptop', app: '1.4.0' },
  );
});

describe('the audit, for an admin,', () => {
  it('is opened by the palette, and tells who did what, with before and after', async () => {
    await press('Control+k');
    await page.getByRole('combobox', { name: 'Search', exact: true }).fill('audit');
    await page.getByRole('option', { name: 'Who changed what' }).waitFor();
    await press('Enter');
    await row('Note changed').waitFor();
    const change = await row('Note changed').textContent();
    expect(change).toContain('Ann Abel');
    expect(change).toMatch(/BeforeThey plan a second site.*AfterThey plan a third site\./);
    expect(change).toContain('ann-laptop');
    expect(change).toContain('Steward 1.4.0');
    await row('A long one').getByRole('button', { name: 'Show all' }).press('Enter');
    await row('A long one').getByRole('button', { name: 'Show less' }).waitFor();
    await row('A long one').getByRole('button', { name: 'Show less' }).press('Enter');
    await readsWell('settings-audit');
  });

  it('is narrowed by the keyboard, and the address holds it', async () => {
    await part('What').focus();
    await press('Enter');
    await page.getByRole('checkbox', { name: 'Pulse given' }).waitFor();
    await readsWell('settings-audit-kinds');
    await page.getByRole('checkbox', { name: 'Pulse given' }).focus();
    await press('Space');
    await expect.poll(() => rows().count()).toBe(1);
    await press('Escape');
    await expect.poll(() => focused(part('What'))).toBe(true);
    expect(page.url()).toContain('pulse.set');
    await button('Clear what').click();
    await expect.poll(() => rows().count()).toBeGreaterThan(4);

    await part('Account').click();
    await page.getByRole('textbox', { name: 'Search accounts' }).fill('Quiet');
    await page.getByRole('radio', { name: 'Quiet Mills' }).check();
    await press('Escape');
    await expect.poll(() => row('Score set by hand').count()).toBe(0);
    await row('Pulse given').waitFor();
    await part('Days').click();
    await button('Last 7 days').click();
    await readsWell('settings-audit-days');
    await press('Escape');
    await row('Pulse given').waitFor();
    await button('Clear all').click();
    await row('Score set by hand').waitFor();
  });

  it('leads to the account, and back to the same rows', async () => {
    await row('Pulse given').getByRole('link').click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.goBack();
    await row('Pulse given').waitFor();
  });

  it('is verified at a button, and says until when it is whole', async () => {
    await button('Verify the audit').press('Enter');
    const found = page.getByRole('status', { name: 'What verification found' });
    await found.getByText(/^Whole until .*: all \d+ rows are as they were written\.$/).waitFor(patient);
    await readsWell('settings-audit-whole');
  });

  it('is kept at the company: offline it says so, and is read once the line is back', async () => {
    await openAddress(page, '/settings/links');
    line?.cutAfter(0);
    await openAddress(page, '/settings/audit?filter=%7B%22kinds%22%3A%5B%22note.add%22%5D%7D');
    await page.getByText('The audit is kept at the company and not copied to this computer.').waitFor();
    await readsWell('settings-audit-offline');
    line?.heal();
    await button('Try again').press('Enter');
    await row('Note written').first().waitFor();
  });
});

describe('a chain of the audit that was cut', () => {
  const cs = 'customer_success';

  it('shows under Monitor, with what to do, until it is anchored anew', async () => {
    await page.evaluate(() => window.steward.call('monitor.syncNow', undefined));
    await book.company.admin.query(`SET session_replication_role = replica;
      DELETE FROM ${cs}.audit_log WHERE chain = 1 AND number > 1; RESET session_replication_role`);
    await openAddress(page, '/monitor');
    await page.evaluate(() => window.steward.call('monitor.syncNow', undefined));
    const section = page.getByRole('region', { name: 'The company’s audit' });
    await section
      .getByText(/^The audit of .* was cut: rows of it are gone, and row 3 is among them\./)
      .waitFor(patient);
    await section.getByText('steward doctor --audit --heads FILE').waitFor();
    await readsWell('monitor-audit');
    await book.company.admin.query(`SELECT ${cs}.re_anchor_audit('the dump of Friday was restored')`);
    await page.evaluate(() => window.steward.call('monitor.syncNow', undefined));
    await expect.poll(() => section.count(), patient).toBe(0);
  });
});
