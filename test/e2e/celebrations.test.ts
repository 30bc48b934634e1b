import pg from 'pg';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newMilestone } from '../../src-preload/contract/milestones/milestone-definition';
import { applyOne, operation } from '../support/team';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { sendingBook } from './support/sending-book';

const { book } = sendingBook();
const patient = { timeout: 60_000 };
const account = 'Steady 05';
let page: Page;
let admin: pg.Client;
let externalId: string;

beforeAll(async () => {
  page = book.window;
  page.setDefaultTimeout(30_000);
  admin = new pg.Client({ connectionString: book.companyUrl });
  await admin.connect();
  await rows(`UPDATE customer_success.sending_settings SET quiet_from = 0, quiet_until = 0,
                     unsubscribe_url = 'http://127.0.0.1:1/u/', unsubscribe_proved_at = now();
    INSERT INTO customer_success.communication_preferences
           (address_digest, category, state, basis, said_by, organization_id, user_id, author)
    SELECT customer_success.address_digest(u.email), '*', 'granted', 'contract', 'team', u.organization_id, u.user_id, 'ada'
      FROM customer_success.users u JOIN customer_success.organizations o USING (organization_id) WHERE o.name = '${account}'`);
  const [found] = await rows<{ id: string }>(
    `SELECT external_id AS id FROM customer_success.organizations WHERE name = '${account}'`,
  );
  externalId = found?.id ?? '';
}, 60_000);
afterAll(() => admin?.end());

async function rows<Row extends object>(sql: string): Promise<Row[]> {
  return (await book.company.admin.query<Row>(sql)).rows;
}
const syncNow = () => page.evaluate(() => window.steward.call('monitor.syncNow', undefined));

async function decided(kind: string, patch: object, more: object): Promise<string> {
  const asked = operation(kind, patch, more);
  expect(await applyOne(admin, asked)).toMatchObject({ outcome: 'applied' });
  return asked.op_id;
}
/** Somebody says at another desktop that the account has reached a milestone that is new. */
async function reached(name: string, more: object = {}): Promise<void> {
  const milestone = await decided(
    'milestone.save',
    { name, definition: { ...newMilestone, category: 'success', points: 50, ...more } },
    { account: null },
  );
  const patch = { milestone, contact: null, progress: 100, reason: null };
  await decided('progress.set', patch, { account: externalId });
  await syncNow();
}

/** In both themes; the light one is shown after. */
async function readsWell(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(page, theme);
    expect(await axeFindings(page), `${name}, ${theme}`).toEqual([]);
    await takePictures(page, name, theme);
  }
}

/** The starter that tells of milestones, saved as the editor does. */
async function saveLetter(): Promise<void> {
  const answer = await page.evaluate(async () => {
    const list = await window.steward.call('templates.list', undefined);
    const { starters } = (list.ok ? list.data : { starters: [] }) as {
      starters: {
        key: string;
        name: string;
        category: string;
        subject: string;
        preheader: string;
        mjml: string;
      }[];
    };
    const letter = starters.find(({ key }) => key === 'milestone_thanks');
    if (letter === undefined) throw new Error('no starter tells of milestones');
    const { name, category, subject, preheader, mjml } = letter;
    return window.steward.call('templates.save', {
      ...{ name, category, subject, preheader, mjml, language: 'en', isTransactional: false },
    });
  });
  expect(answer).toMatchObject({ ok: true });
  await syncNow();
}

describe('celebrations, by the keyboard,', () => {
  it('are set by an admin: a template, the hours in which words are added', async () => {
    await saveLetter();
    await openAddress(page, '/milestones?view=celebrations');
    await page.getByText('What is reached is not celebrated').waitFor();
    await readsWell('celebrations-none');
    await page.getByRole('radio', { name: 'Waiting and history' }).press('ArrowRight');
    await page.getByRole('checkbox', { name: 'Celebrate what is reached' }).press('Space');
    await page.getByRole('combobox', { name: 'Mail', exact: true }).click();
    await page.getByRole('option', { name: 'Thanks after a milestone' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await expect
      .poll(
        () => rows(`SELECT settings -> 'is_on' AS on FROM customer_success.celebration_settings`),
        patient,
      )
      .toEqual([{ on: true }]);
    await syncNow();
  });

  it('have badges: of a picture its shapes are taken over, and nothing else', async () => {
    await page.getByRole('button', { name: 'Add a badge' }).press('Enter');
    const dialog = page.getByRole('dialog');
    const drawn = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><script>alert(1)</script>
      <circle cx="32" cy="32" r="28" fill="#c2410c" onclick="alert(2)"/><path d="M20 40L32 18l12 22z" fill="#fff"/></svg>`;
    await dialog
      .locator('input[type="file"]')
      .setInputFiles({ name: 'summit.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(drawn) });
    await dialog.getByText('Left out: script.').waitFor();
    await readsWell('celebrations-add-badge');
    await dialog.getByRole('button', { name: 'Add it' }).press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('summit', { exact: true }).waitFor();
    await expect
      .poll(() => rows('SELECT name FROM customer_success.badges'), patient)
      .toEqual([{ name: 'summit' }]);
    const [{ picture } = { picture: '' }] = await rows<{ picture: string }>(
      'SELECT picture FROM customer_success.badges',
    );
    expect(picture).not.toMatch(/script|onclick|alert/);
    await syncNow();
    await readsWell('celebrations-settings');
  });

  it('wait on Today for words, which the mail says as soon as one lets it go', async () => {
    const [badge] = await rows<{ id: string }>('SELECT badge_id AS id FROM customer_success.badges');
    await reached('Kick-off held', { badge: badge?.id });
    await reached('First goal reached');
    await openAddress(page, '/');
    const sign = page.getByRole('link', { name: '2 celebrations wait' });
    await sign.waitFor(patient);
    await page.getByText(`${account} (“First goal reached”)`).waitFor();
    await readsWell('celebrations-today');
    await sign.press('Enter');
    await page.getByRole('region', { name: 'Waiting' }).waitFor();
    await readsWell('celebrations-waiting');
    await page.keyboard.press('w');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Your words' }).fill('I know how much of that was your work.');
    await dialog
      .frameLocator('iframe[title="The mail"]')
      .getByText('I know how much of that was your work.')
      .waitFor();
    await readsWell('celebrations-words');
    await dialog.getByRole('button', { name: 'Add the words' }).press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await expect
      .poll(() => rows('SELECT FROM customer_success.celebrations WHERE words IS NOT NULL'), patient)
      .toHaveLength(1);
    await syncNow();
    await page.getByText('“I know how much of that was your work.”').waitFor();
    await page.keyboard.press('g');
    await openAddress(page, '/settings/mailbox');
    const mail = page.getByRole('list', { name: 'Mails' }).getByRole('button', { name: /^.*You did it/ });
    await mail.waitFor(patient);
    await mail.click();
    await page.getByText('Headers', { exact: true }).click();
    const said = await page.getByLabel('Headers', { exact: true }).last().inputValue();
    expect(said).toMatch(/^Subject: You did it: Kick-off held and First goal reached$/im);
    expect(said).toMatch(/^List-Unsubscribe: <http/im);
    expect(said).toMatch(/^Auto-Submitted: auto-generated$/im);
    await expect
      .poll(() => rows('SELECT stage FROM customer_success.interventions'), patient)
      .toEqual([{ stage: 'sent' }]);
  });

  it('stand in the history once they went; one is skipped with a reason', async () => {
    await syncNow();
    await reached('A habit');
    await openAddress(page, '/milestones?view=celebrations');
    await page.getByRole('region', { name: 'Waiting' }).getByText('A habit').waitFor(patient);
    await page.keyboard.press('s');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('They know.');
    await page.getByRole('dialog').getByRole('button', { name: 'Skip it' }).press('Enter');
    await page
      .getByText('Skipped here; waits for the company')
      .or(page.getByText('No celebration waits'))
      .waitFor();
    await expect
      .poll(() => rows(`SELECT FROM customer_success.celebrations WHERE skipped_why = 'by_hand'`), patient)
      .toHaveLength(1);
    await syncNow();
    const history = page.getByRole('region', { name: 'History' });
    await history.getByText('Kick-off held').waitFor(patient);
    expect(await history.getByText('Sent', { exact: true }).count()).toBe(2);
    await readsWell('celebrations-history');
    await history.getByRole('radio', { name: 'Celebrated' }).press('ArrowRight');
    await history.getByText('“They know.”').waitFor();
  });

  it('ask of who completes a milestone by its change whether they are celebrated', async () => {
    await decided(
      'milestone.save',
      {
        name: 'Much use',
        definition: {
          ...newMilestone,
          completion: {
            by: 'activity',
            measure: 'events',
            features: 'any',
            withinDays: null,
            target: 9_000_000,
          },
        },
      },
      { account: null },
    );
    await syncNow();
    await openAddress(page, '/milestones?view=plans');
    await page.getByRole('button', { name: 'Much use', exact: true }).first().press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'How many times' }).fill('1');
    await dialog.getByText(/not complete now and will be at once/).waitFor(patient);
    expect(await dialog.getByRole('radio', { name: /^No:/ }).isChecked()).toBe(true);
    await dialog.getByRole('radio', { name: /^Yes,/ }).press('Space');
    await readsWell('celebrations-at-once');
    await dialog.getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await expect
      .poll(() => rows('SELECT celebrates FROM customer_success.milestone_changes'), patient)
      .toEqual([{ celebrates: true }]);
  });

  it('leave their badges on the account', async () => {
    const [{ id } = { id: 0 }] = await rows<{ id: number }>(
      `SELECT organization_id AS id FROM customer_success.organizations WHERE name = '${account}'`,
    );
    await openAddress(page, `/accounts/${id}?tab=milestones`);
    const badges = page.getByRole('region', { name: 'Badges' });
    await badges.getByText('3 milestones reached').waitFor();
    expect(await badges.locator('img').count()).toBe(1);
    await readsWell('celebrations-account');
  });
});
