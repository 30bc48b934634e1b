import type { Locator, Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { openForTests } from '../support/open-for-tests';
import { apply, operation } from '../support/team';
import { stories } from './support/known-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { openBook } from './support/open-book';

const book = openForTests(() => openBook({ login: { role: 'admin', scope: 'all' } }));
const patient = { timeout: 30_000 };
let page: Page;
beforeAll(() => {
  page = book.window;
  page.setDefaultTimeout(15_000);
});

const hostile = '<img src=x onerror="ran=1">{{x}} or 1=1 --';
const focused = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);
const region = (name: string) => page.getByRole('region', { name });
const named = (role: 'combobox' | 'textbox' | 'button', name: string | RegExp) =>
  page.getByRole(role, { name, ...(typeof name === 'string' && { exact: true }) });
const matches = () => region('Who matches now');
const conditions = () => page.getByRole('group', { name: /^Condition: / });
const sentence = () => region('In plain words').getByRole('status');

async function rows<Row extends object>(sql: string): Promise<Row[]> {
  return (await book.company.admin.query<Row>(sql)).rows;
}

/** Another admin decides something at another desktop. */
async function colleague(asked: object): Promise<void> {
  const ada = await book.company.createLogin({ role: 'admin', scope: 'all' });
  const [answer] = await apply(await ada.connect(), [asked]);
  if (answer?.outcome !== 'applied') throw new Error(`the company answered ${JSON.stringify(answer)}`);
}

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function tabTo(control: Locator): Promise<void> {
  for (let steps = 0; steps < 150; steps++) {
    if (await focused(control)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead there');
}

/** Types what is searched for into the choice that has the focus, and takes the first that is found. */
async function choose(words: string): Promise<void> {
  await page.keyboard.type(words);
  await page.getByRole('option', { name: words }).first().waitFor();
  await press('Enter');
}

async function look(name: string): Promise<void> {
  const found: string[] = [];
  for (const scheme of ['dark', 'light'] as const) {
    await showTheme(page, scheme);
    found.push(...(await axeFindings(page)));
    await takePictures(page, name, scheme);
  }
  expect(found).toEqual([]);
}

describe('an admin, by the keyboard alone,', () => {
  it('finds that there is no rule yet, and begins one', async () => {
    await press('Control+k');
    await page.getByRole('combobox', { name: 'Search', exact: true }).fill('go to rules');
    await press('Enter');
    await page.getByText('There is no rule yet').waitFor();
    await page.getByText('There is no segment yet').waitFor();
    await look('rules-none');
    await tabTo(page.getByRole('link', { name: 'New rule' }));
    await press('Enter');
    await page.getByRole('heading', { level: 1, name: 'New rule' }).waitFor();
    await page.getByText('Add a condition: without one every account would match.').waitFor();
  });

  it('writes conditions, told beside each what is missing, and sees who matches and why', async () => {
    await tabTo(named('textbox', 'Name'));
    await page.keyboard.type('Falling');
    await tabTo(named('button', 'Add a condition'));
    await press('Enter');
    await expect.poll(() => focused(named('combobox', 'What is asked about'))).toBe(true);
    await choose('Health score');
    await conditions().getByText('Give a number.').waitFor();
    await tabTo(named('textbox', 'Value: Health score'));
    await page.keyboard.type('60');
    await expect.poll(() => sentence().textContent()).toContain('health score is below 60.0');
    await matches().getByRole('link', { name: stories.silent }).waitFor();
    await matches()
      .getByText(/^Health score \(\d+\.\d\) is below 60\.0\.$/)
      .first()
      .waitFor();
    await look('rule-new');
  });

  it('moves a condition into a group and out again, and takes it back', async () => {
    await tabTo(named('button', 'Add a group'));
    await press('Enter');
    await choose('Open tickets');
    await expect.poll(() => conditions().count()).toBe(2);
    await press('Alt+ArrowUp', 'Alt+ArrowUp');
    const order = () =>
      conditions().evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
    await expect.poll(order).toEqual(['Condition: Open tickets', 'Condition: Health score']);
    expect(
      await page.evaluate(() => document.activeElement?.closest('fieldset')?.getAttribute('aria-label')),
    ).toBe('Condition: Open tickets');
    await page.getByText('This group is empty: add a condition, or remove the group.').waitFor();
    await press('Alt+ArrowDown', 'Alt+ArrowDown');
    await expect.poll(order).toEqual(['Condition: Health score', 'Condition: Open tickets']);
    await tabTo(named('button', 'Remove this group'));
    await press('Enter');
    await expect.poll(order).toEqual(['Condition: Health score']);
  });

  it('tries it on the past', async () => {
    await tabTo(named('button', 'Try it on the past'));
    await press('Enter');
    const past = region('On the past');
    await past.getByRole('figure', { name: 'Firings by week: This draft' }).waitFor(patient);
    await past.getByRole('row', { name: /^Fires/ }).waitFor();
    await look('rule-tried');
  });

  it('leaves and comes back, also after the window was closed, and loses nothing', async () => {
    await tabTo(page.getByRole('link', { name: 'Today' }));
    await press('Enter');
    await page.getByText('Ranked by money at risk').waitFor();
    await page.goBack();
    await expect.poll(() => named('textbox', 'Name').inputValue()).toBe('Falling');
    await page.reload();
    await expect.poll(() => named('textbox', 'Name').inputValue()).toBe('Falling');
    await expect.poll(() => named('textbox', 'Value: Health score').inputValue()).toBe('60');
  });

  it('adds what it does, saves it, switches it on, and the company has it', async () => {
    await tabTo(named('button', 'Call to action'));
    await press('Enter');
    await tabTo(named('textbox', 'Title'));
    await page.keyboard.type('Call them');
    await press('Control+s');
    await page.getByRole('heading', { level: 1, name: 'Falling' }).waitFor();
    await tabTo(named('button', 'Switch on'));
    await press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Switch on Falling' });
    await dialog.getByText('1 account matches now, of 27 accounts that you have here.').waitFor();
    await look('rule-switch-on');
    await press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Acts', { exact: true }).first().waitFor();
    await expect
      .poll(() => rows<object>('SELECT name, state FROM customer_success.rules'), patient)
      .toEqual([{ name: 'Falling', state: 'active' }]);
  });

  it('sees it fire for an account whose use falls, why, and what became of it; who matched before is no news', async () => {
    const judged = () => rows('SELECT 1 FROM customer_success.rule_standings WHERE judged_on IS NOT NULL');
    await expect.poll(judged, patient).toHaveLength(1);
    await rows(`DELETE FROM customer_success.activity_events e USING customer_success.organizations o
                 WHERE o.organization_id = e.organization_id AND o.name = 'Steady 05' AND e.occurred_at > now() - interval '70 days'`);
    const firing = region('Firings').getByRole('row', { name: /Steady 05/ });
    await firing.getByText(/^Health score \(\d+\.\d\) is below 60\.0\.$/).waitFor({ timeout: 60_000 });
    await firing.getByText('Call to action opened.').waitFor();
    expect(await region('Firings').getByRole('row').count()).toBe(2);
    await region('How it acts')
      .getByText(/^1 time/)
      .waitFor(patient);
    await look('rule-fired');
    await named('button', 'Stop').click();
    await named('textbox', 'Why').fill('a wrong list');
    await press('Enter');
    await page.getByText(/^Stopped by /).waitFor(patient);
    await look('rule-stopped');
    await named('button', 'Let it go on').click();
    await named('button', 'Stop').waitFor(patient);
  });

  it('is shown whom a change addresses before it is saved, and what changed after', async () => {
    await tabTo(named('textbox', 'Value: Health score'));
    await press('Control+a');
    await page.keyboard.type('1');
    await expect.poll(() => sentence().textContent()).toContain('below 1.0');
    await press('Control+s');
    await page.getByRole('dialog', { name: 'This changes who is addressed' }).waitFor();
    await look('rule-save-question');
    await press('Enter');
    await page.getByText(/^Saved: conditions changed/).waitFor();
    await named('button', /^What changed in version/).click(patient);
    const diff = page.getByRole('dialog');
    await expect.poll(() => diff.locator('del').first().textContent()).toContain('60.0');
    await expect.poll(() => diff.locator('ins').first().textContent()).toContain('1.0');
    await look('rule-diff');
    await press('Escape');
  });
});

describe('a colleague’s change', () => {
  it('takes nothing away from a draft, and is said with how the two differ', async () => {
    await named('textbox', 'Name').fill('Falling fast');
    const [rule] = await rows<{ id: string; version: number; definition: object }>(
      'SELECT rule_id AS id, version, definition FROM customer_success.rules',
    );
    if (rule === undefined) throw new Error('there is no rule');
    await colleague(
      operation(
        'rule.save',
        { definition: { ...rule.definition, coolDownDays: 7 } },
        { entry: rule.id, base_version: rule.version },
      ),
    );
    await page.getByText(/came after you began/).waitFor(patient);
    expect(await named('textbox', 'Name').inputValue()).toBe('Falling fast');
    await named('button', 'How yours differs').click();
    await page.getByRole('dialog').getByText('Not again within').waitFor();
    await press('Escape');
    await named('button', 'Discard changes').click();
    await expect.poll(() => named('textbox', 'Not again within').inputValue()).toBe('7 days');
  });
});

describe('hostile input', () => {
  it('is text wherever it is shown, in a rule as in a segment, and a segment in use stays', async () => {
    await openAddress(page, '/segments/new');
    await page.getByRole('heading', { level: 1, name: 'New segment' }).waitFor();
    await named('textbox', 'Name').fill(hostile);
    await named('textbox', 'Why it is there').fill(hostile);
    await named('button', 'Add a condition').click();
    await choose('Name');
    await named('textbox', /^Value: /).fill(hostile);
    await expect.poll(() => sentence().textContent()).toContain(hostile);
    await named('button', 'Save segment').click();
    await page.getByRole('heading', { level: 1, name: hostile }).waitFor();
    await openAddress(page, '/rules/new');
    await page.getByRole('heading', { level: 1, name: 'New rule' }).waitFor();
    await named('button', 'Add a condition').click();
    await choose('Saved segment');
    await named('combobox', /^Which segment/).click();
    await page.getByRole('option', { name: hostile }).click();
    await expect.poll(() => sentence().textContent()).toContain(hostile);
    await named('textbox', 'Name').fill(hostile);
    await named('button', 'Save rule').click();
    await page.getByRole('heading', { level: 1, name: hostile }).waitFor();
    await openAddress(page, '/rules');
    await look('rules-hostile');
    await page.getByRole('link', { name: hostile }).last().click();
    await page.getByRole('heading', { level: 1, name: hostile }).waitFor();
    await named('button', 'Remove').click();
    await page
      .getByRole('dialog')
      .getByText(/It can’t go: 1 rule/)
      .waitFor();
    await named('button', 'Keep it').click();
    expect(await page.evaluate(() => Reflect.get(globalThis, 'ran'))).toBeUndefined();
    expect(await page.locator('main img').count()).toBe(0);
  });

  it('narrows the list of accounts by a segment', async () => {
    await page.getByRole('link', { name: 'Its accounts' }).click();
    await page.getByText('No account fits').or(page.getByText('No accounts')).first().waitFor();
    await named('button', 'Clear saved segment').click();
    await page.getByRole('grid', { name: 'Accounts' }).getByText(stories.silent).waitFor();
  });
});

describe('a new admin’s first minutes with rules, by the keyboard alone,', () => {
  const began = { at: 0 };

  it('write one about the use of a feature', async () => {
    began.at = Date.now();
    await press('Control+k');
    await page.getByRole('combobox', { name: 'Search', exact: true }).fill('go to rules');
    await press('Enter');
    await tabTo(page.getByRole('link', { name: 'New rule' }));
    await press('Enter');
    await page.getByRole('heading', { level: 1, name: 'New rule' }).waitFor();
    await tabTo(named('textbox', 'Name'));
    await page.keyboard.type('Nobody closes deals');
    await tabTo(named('button', 'Add a condition'));
    await press('Enter');
    await expect.poll(() => focused(named('combobox', 'What is asked about'))).toBe(true);
    await choose('Uses of a feature');
    await conditions().getByText('Feature: choose one.').waitFor();
    await tabTo(named('combobox', /^Feature: /));
    await choose('Close a deal');
    await tabTo(named('textbox', 'Value: Uses of a feature'));
    await page.keyboard.type('3');
    await expect
      .poll(() => sentence().textContent())
      .toContain('uses of Close a deal in 28 days are below 3');
    await matches()
      .getByText(/^Uses of Close a deal in 28 days \(\d+\) are below 3\.$/)
      .first()
      .waitFor();
    await look('rule-of-a-feature');
  });

  it('try it on the past, switch it on, and have it act within two minutes', async () => {
    await tabTo(named('button', 'Try it on the past'));
    await press('Enter');
    await region('On the past')
      .getByRole('row', { name: /^Fires/ })
      .waitFor(patient);
    await tabTo(named('button', 'Call to action'));
    await press('Enter');
    await tabTo(named('textbox', 'Title'));
    await page.keyboard.type('Ask what keeps them');
    await press('Control+s');
    await page.getByRole('heading', { level: 1, name: 'Nobody closes deals' }).waitFor();
    await tabTo(named('button', 'Switch on'));
    await press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Switch on Nobody closes deals' });
    await dialog.getByText(/now, of 27 accounts that you have here\.$/).waitFor();
    await press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Acts', { exact: true }).first().waitFor();
    await expect
      .poll(
        () =>
          rows(
            `SELECT state FROM customer_success.rules WHERE name = 'Nobody closes deals' AND state = 'active'`,
          ),
        patient,
      )
      .toHaveLength(1);
    expect(Date.now() - began.at).toBeLessThan(120_000);
  });
});

describe('a rule about contacts', () => {
  it('says for whom and why by their names, offers their facts, and writes to them alone', async () => {
    await openAddress(page, '/rules/new');
    await named('textbox', 'Name').fill('Champions who are quiet');
    await named('combobox', 'It looks at').click();
    await page.getByRole('option', { name: 'Each contact' }).click();
    await named('button', 'Add a condition').click();
    await choose('Days since last seen');
    await named('textbox', 'Value: Days since last seen').fill('0');
    await named('combobox', 'How Days since last seen is asked about').click();
    await page.getByRole('option', { name: 'is at least', exact: true }).click();
    await expect.poll(() => sentence().textContent()).toContain('For each contact of a customer: as soon as');
    await matches()
      .getByText(/^\d+ of 162 contacts match\.$/)
      .waitFor();
    await matches()
      .getByRole('link', { name: /^Ada of / })
      .first()
      .waitFor();
    await named('button', 'E-mail').click();
    await named('combobox', 'To').click();
    expect(await page.getByRole('option').allTextContents()).toEqual(['The contact']);
    await press('Escape');
    await look('rule-of-contacts');
    await named('button', 'Try it on the past').click();
    await region('On the past')
      .getByText(/Contacts’ history is not kept by day/)
      .waitFor(patient);
  });
});
