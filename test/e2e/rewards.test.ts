import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { someProgram } from '../support/rewards/at-company';
import { operation } from '../support/team';
import { stories } from './support/known-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { teamBook } from './support/team-book';

const { book, rows, colleague } = teamBook();
const patient = { timeout: 30_000 };
let page: Page;
let account: { id: number; externalId: string };
beforeAll(async () => {
  page = book.window;
  page.setDefaultTimeout(15_000);
  const [found] = await rows<{ id: number; externalId: string }>(
    `SELECT organization_id AS id, external_id AS "externalId" FROM customer_success.organizations WHERE name = '${stories.silent}'`,
  );
  if (found === undefined) throw new Error('the known book has no silent account');
  account = found;
});

const syncNow = () => page.evaluate(() => window.steward.call('monitor.syncNow', undefined));
const admin = (kind: string, patch: object) =>
  colleague(operation(`reward.${kind}`, patch, { account: null }));
const stages = () =>
  rows<{ stage: string }>('SELECT stage FROM customer_success.user_rewards ORDER BY row_id');

async function readsWell(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(page, theme);
    expect(await axeFindings(page), `${name}, ${theme}`).toEqual([]);
    await takePictures(page, name, theme);
  }
}

/** Goes to a button by the keyboard's focus and presses it. */
async function pressed(name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
}

describe('rewards, by the keyboard,', () => {
  it('say that they are off, and what an admin would set', async () => {
    await openAddress(page, '/rewards');
    await page.getByText('Rewards are off').waitFor();
    await page.getByText('Only an admin changes it').waitFor();
    await readsWell('rewards-off');
    await admin('program', { program: someProgram });
    await admin('item', {
      name: 'A set of mugs',
      cost: 80,
      stock: 5,
      description: 'Six of them, with the logo.',
    });
    await admin('item', { name: 'Workshop', cost: 120, needs_approval: true, value_minor: 90_000 });
    await admin('item', {
      name: 'Conference ticket',
      cost: 900,
      tier: 'gold',
      for_contact: true,
      value_minor: 120_000,
    });
    await syncNow();
  });

  it('are given to an account that agreed: points by hand, and something redeemed for them', async () => {
    await openAddress(page, `/accounts/${account.id}?tab=rewards`);
    await page.getByText('Rewards need the account').waitFor();
    await pressed('Record consent…');
    await page.getByRole('textbox', { name: 'Reason' }).waitFor();
    await page.keyboard.type('Dana agreed by mail on Monday');
    await pressed('Record consent');
    await syncNow();
    await page.getByText(/Takes part since .*: Dana agreed by mail on Monday/).waitFor(patient);
    await pressed('Award points…');
    await page.getByRole('textbox', { name: 'Points' }).waitFor();
    await page.keyboard.type('300');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Went live in six weeks');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('300 points awarded').first().waitFor();
    await syncNow();
    await page.getByText('2 items of 3 can be redeemed now').waitFor(patient);
    await page.getByText('It is for a higher tier').waitFor();
    await pressed('Redeem A set of mugs');
    await page.getByRole('textbox', { name: 'Note' }).waitFor();
    await page.keyboard.type('For the new office');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(stages, patient).toEqual([{ stage: 'approved' }]);
    await syncNow();
    await page.getByText('+300').waitFor(patient);
    await page.getByText('-80').or(page.getByText('−80')).first().waitFor(patient);
    await readsWell('rewards-account');
  });

  it('wait on Today to be approved, and are by one key', async () => {
    const [workshop] = await rows<{ id: string }>(
      `SELECT item_id::text AS id FROM customer_success.rewards_catalog WHERE name = 'Workshop'`,
    );
    await colleague(
      operation(
        'reward.redeem',
        { item: workshop?.id, contact: null, note: 'They asked for it' },
        { account: account.externalId },
      ),
    );
    await syncNow();
    await openAddress(page, '/');
    await page.getByRole('link', { name: '1 redemption to approve' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'To approve' }).waitFor();
    await readsWell('rewards-approvals');
    await page.keyboard.press('a');
    await expect.poll(stages, patient).toEqual([{ stage: 'approved' }, { stage: 'approved' }]);
    await syncNow();
    await page.getByRole('region', { name: 'To approve' }).waitFor({ state: 'detached', ...patient });
  });

  it('have a catalogue and a ledger that add up', async () => {
    await openAddress(page, '/rewards?show=catalogue');
    await page.getByText('4 of 5').waitFor();
    await readsWell('rewards-catalogue');
    await openAddress(page, '/rewards?show=ledger');
    await page.getByText('3 rows').waitFor();
    await expect.poll(() => page.locator('tbody tr').first().textContent()).toMatch(/Workshop[\s\S]*100/);
    await readsWell('rewards-ledger');
    await openAddress(page, '/rewards?show=program');
    await page.getByText('Holds for all accounts').waitFor();
    await readsWell('rewards-program');
  });
});
