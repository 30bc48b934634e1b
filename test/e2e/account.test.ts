import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { knownBook } from './support/books';
import { stories } from './support/known-book';
import { openAccount } from './support/open-account';
import { shownRows, tenths } from './support/shown-table';

let window: Page;
knownBook((book) => {
  window = book.window;
});

const waterfall = () => window.getByRole('table', { name: /^How the score went/ });
const measures = () => window.getByRole('table', { name: 'Measures of the score' });
const room = (name: string) => window.getByRole('region', { name });

describe('the head of an account', () => {
  beforeAll(() => openAccount(window, stories.sinking));

  it('says how it stands: score, money, renewal, owner, seats', async () => {
    const facts = window.getByLabel('How the account stands');
    expect(await facts.textContent()).toMatch(/\$108K/);
    expect(await facts.getByTitle('$108,000').count()).toBe(1);
    expect(await facts.textContent()).toMatch(/of 7 seats/);
    expect(await facts.textContent()).toMatch(/of its data is fresh/);
    expect(await facts.getByText(/^(Poor|Middle|Healthy)$/).count()).toBeGreaterThan(0);
  });

  it('says in words why it is at risk', async () => {
    const risk = await room('Risk').textContent();
    expect(risk).toMatch(/High|Critical/);
    expect(risk).toMatch(/urgent ticket/i);
  });
});

describe('the explanation of a score', () => {
  beforeAll(() => openAccount(window, stories.sinking));

  it('adds up: the contributions shown are the score shown', async () => {
    const rows = await shownRows(measures());
    const total = rows.find(([name]) => name?.startsWith('Score, the sum'))?.at(-1);
    const contributions = await measures().locator('tr[data-measure] td:last-child').allTextContents();
    expect(contributions.length).toBeGreaterThan(8);
    expect(contributions.reduce((sum, shown) => sum + tenths(shown), 0)).toBe(tenths(total ?? 'none'));
  });

  it('says what a missing value did, never that it was zero', async () => {
    const pulse = measures().getByRole('row', { name: /Manager’s pulse/ });
    expect(await pulse.textContent()).toMatch(/no data/);
    expect(await pulse.textContent()).toMatch(/left out|counted as/);
  });

  it('shows one dimension’s measures when its card is chosen, and all when chosen again', async () => {
    const all = (await shownRows(measures())).length;
    const card = window.getByRole('button', { name: /^Retention/ });
    await card.click();
    expect((await shownRows(measures())).length).toBeLessThan(all);
    expect(await card.getAttribute('aria-pressed')).toBe('true');
    await card.click();
    expect((await shownRows(measures())).length).toBe(all);
  });
});

describe('what changed', () => {
  beforeAll(() => openAccount(window, stories.sinking));

  it('adds up: first score and all effects make the last score', async () => {
    await waterfall().waitFor();
    const points = (await shownRows(waterfall())).map((row) => tenths(row.at(-1) ?? ''));
    const last = points.pop();
    expect(points.length).toBeGreaterThan(3);
    expect(points.reduce((sum, each) => sum + each, 0)).toBe(last);
  });

  it('names a fall of use first, as the largest effects stand first', async () => {
    const rows = (await shownRows(waterfall())).slice(1, -1);
    const effects = rows.map((row) => Math.abs(tenths(row.at(-1) ?? '')));
    const alone = effects.slice(0, -1);
    expect(alone).toEqual([...alone].sort((a, b) => b - a));
    const falls = rows.filter((row) => row.at(-1)?.startsWith('−')).map(([measure]) => measure);
    expect(falls[0]).toMatch(/^(Usage|Active days)/);
    expect(falls).toContainEqual(expect.stringMatching(/^Usage/));
  });

  it('leads from an effect to its measure, which takes the focus', async () => {
    const first = waterfall().getByRole('button').first();
    const name = await first.textContent();
    await first.click();
    await expect.poll(() => window.locator('tr[data-measure]:focus').count()).toBe(1);
    expect(await window.locator('tr[data-measure]:focus th').textContent()).toBe(name);
  });

  it('compares other days when they are picked', async () => {
    const before = (await shownRows(waterfall()))[0]?.[0];
    await window.getByRole('button', { name: /^From / }).click();
    await window.getByRole('button', { name: '90 days before' }).click();
    await expect.poll(async () => (await shownRows(waterfall()))[0]?.[0]).not.toBe(before);
  });
});

describe('the tabs of an account', () => {
  beforeAll(() => openAccount(window, stories.sinking));

  it('are walked by arrow keys', async () => {
    const names = await window.getByRole('tab').allTextContents();
    expect(names).toEqual(
      expect.arrayContaining(['Health', 'Usage', 'Contacts', 'Support', 'Surveys', 'Subscription']),
    );
    await window.getByRole('tab', { name: 'Health' }).focus();
    for (const name of names.slice(1)) {
      await window.keyboard.press('ArrowRight');
      await expect.poll(() => window.getByRole('tab', { name, selected: true }).count()).toBe(1);
    }
  });

  it('show usage as a chart, as a table, and by feature and week', async () => {
    await window.getByRole('tab', { name: 'Usage' }).click();
    const chart = window.getByRole('figure', { name: /Events/ });
    await chart.locator('svg.recharts-surface').first().waitFor();
    await chart.getByRole('button', { name: /Show as a table/ }).click();
    expect((await shownRows(chart.locator('table'))).length).toBeGreaterThan(10);
    const heat = await shownRows(room('Weekly use by feature').locator('table'));
    expect(heat.map(([feature]) => feature).join(' ')).toMatch(/Plan/);
    expect(heat).toHaveLength(4);
  });

  it('find a contact by name', async () => {
    await window.getByRole('tab', { name: 'Contacts' }).click();
    await window.getByText('6 contacts').waitFor();
    await window.getByLabel('Search contacts').fill('cleo');
    await window.getByText('1 match').waitFor();
    expect(await window.getByText(`Cleo of ${stories.sinking}`).count()).toBe(1);
    await window.getByLabel('Search contacts').fill('nobody of that name');
    await window.getByText(/Nobody matches/).waitFor();
  });

  it('say of a contact who objects to profiling since when, in the place of every figure, until it is taken back', async () => {
    await window.getByLabel('Search contacts').fill('cleo');
    await window.getByText(`Cleo of ${stories.sinking}`).click();
    const figures = window.getByLabel('How this person uses the product');
    await figures.getByText('Score').waitFor();
    await window.getByRole('button', { name: 'Privacy' }).press('Enter');
    await window.getByRole('menuitem', { name: 'Objects to profiling…' }).press('Enter');
    await window.getByRole('button', { name: 'Record the objection' }).click();
    await room('Profiling')
      .getByText(/objects to profiling since/)
      .waitFor();
    // Whoever may not look after the company is offered no more than that, and nothing once it is said.
    expect(await window.getByRole('button', { name: 'Privacy' }).count()).toBe(0);
    expect(await figures.getByText(/Score|Active days|Events|Last active/).count()).toBe(0);
    await window.getByRole('link', { name: stories.sinking }).click();
    const line = window.getByRole('row', { name: /^Cleo of/ });
    await line.getByText(/objects to profiling since/).waitFor();
    expect(await line.textContent()).not.toMatch(/\d+\.\d/);
    await line.click();
    await room('Profiling').getByRole('button', { name: 'Take back' }).click();
    await figures.getByText('Score').waitFor();
    await window.getByRole('link', { name: stories.sinking }).click();
  });

  it('list the open ticket and the terms', async () => {
    await window.getByRole('tab', { name: 'Support' }).click();
    await window.getByText('Nothing loads since the move').waitFor();
    expect(await room('Support tickets').textContent()).toMatch(/1 ticket open/);
    await window.getByRole('tab', { name: 'Subscription' }).click();
    await window.getByRole('cell', { name: '7 seats' }).waitFor();
    expect(await room('Terms').textContent()).toMatch(/\$9,000/);
  });
});

describe('a manager’s own judgement', () => {
  beforeAll(() => openAccount(window, stories.sinking));

  it('overrides the score only with a reason, and stands beside the computed one', async () => {
    await window.getByRole('button', { name: 'Override score' }).click();
    const dialog = window.getByRole('dialog');
    await dialog.getByLabel('Score').fill('80');
    await dialog.getByRole('button', { name: 'Set score' }).click();
    await dialog.getByText('say why, in a few words').waitFor();
    await dialog.getByLabel('Reason').fill('The move is over, they are back on Monday');
    await dialog.getByRole('button', { name: 'Set score' }).click();
    await window.getByText(/Set to 80\.0 by .*: The move is over/).waitFor();
    expect(await window.getByLabel('How the account stands').textContent()).toMatch(/computed \d/);
  });

  it('is withdrawn, and put back by undo', async () => {
    await window.getByRole('button', { name: 'Withdraw override' }).click();
    await expect.poll(() => window.getByText(/Set to 80\.0 by/).count()).toBe(0);
    // That of setting it may still be there.
    const told = window.getByRole('alert').filter({ hasText: 'The computed score stands again' });
    await told.getByRole('button', { name: 'Undo' }).click();
    await window.getByText(/Set to 80\.0 by/).waitFor();
  });

  it('counts as a measure once a pulse is given', async () => {
    await window.getByRole('button', { name: 'Give pulse' }).click();
    const dialog = window.getByRole('dialog');
    await dialog.getByText('Worried', { exact: true }).click();
    await dialog.getByLabel('Reason').fill('Nobody answers the phone');
    await dialog.getByRole('button', { name: 'Keep pulse' }).click();
    await expect
      .poll(
        () =>
          measures()
            .getByRole('row', { name: /Manager’s pulse/ })
            .textContent(),
        { timeout: 30_000 },
      )
      .toMatch(/25/);
  });
});

it('says so when an account does not exist, and does not break', async () => {
  await window.evaluate(() => {
    location.hash = '/accounts/999999';
  });
  await window.getByText('This is no longer here').waitFor();
});

it.each([
  '/accounts/none',
  '/accounts/1/people/-1',
  '/rules/none',
  '/segments/none',
  '/sequences/none',
  '/templates/none',
])('says that %s is no page, whatever the company holds', async (address) => {
  await window.evaluate(() => {
    location.hash = '/';
  });
  await window.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  await window.evaluate((hash) => {
    location.hash = hash;
  }, address);
  await window.getByText('There is no such page').waitFor();
});

it('leaves a day that is none out of the address, and shows the rest', async () => {
  await window.evaluate(
    (hash) => {
      location.hash = hash;
    },
    `/settings/audit?filter=${encodeURIComponent(JSON.stringify({ from: '2026-13-45', to: '2026-02-30' }))}`,
  );
  await window.getByText('Part of the address can’t be read and was left out.').waitFor();
  await window.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
});
