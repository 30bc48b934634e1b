import type pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  call,
  claim,
  launch,
  launchTemplate,
  letPass,
  reachDot,
  readyToSend,
  runRow,
  saveTemplate,
  send,
} from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
let ann: pg.Client;
let ada: pg.Client;
let news: string;
let contract: string;
beforeAll(async () => {
  ({ ann, ada } = team.clients);
  news = await saveTemplate(team, { name: 'News', category: 'news' });
  contract = await saveTemplate(team, { name: 'Contract', category: 'renewal', transactional: true });
});
beforeEach(() => readyToSend(team));

const record = (more: object = {}, client = ann, account = 'acme') =>
  call(client, 'record_consent', account, {
    contact: 'user of 1',
    category: 'news',
    state: 'granted',
    basis: 'consent',
    ...more,
  });
const withdraw = (category = 'news') => record({ category, state: 'withdrawn', basis: undefined });
const unsubscribe = (token: string, everything = false, client: pg.Client = team.clients.vera) =>
  call(client, 'unsubscribe', token, everything);
const choices = (token: string) => call(team.clients.vera, 'unsubscribe_choices', token);
const suppress = (address: string, client = ann, suppressed = true) =>
  call(client, 'suppress_address', address, suppressed);
const set = (columns: string) =>
  team.company.admin.query(`UPDATE customer_success.sending_settings SET ${columns}`);

/** What became of it once a runner looked. */
async function outcome(made: { run_id?: unknown }) {
  let { stage, reason } = await runRow(team, made.run_id);
  // Others may be due before it.
  for (let look = 0; look < 5 && reason === 'due'; look += 1) {
    await claim(ada);
    ({ stage, reason } = await runRow(team, made.run_id));
  }
  return `${stage} ${reason}`;
}

describe('what somebody agreed to', () => {
  test('a template goes only to whom the company knows a basis for; what is written to one goes without', async () => {
    expect(await outcome(await launchTemplate(ann, news))).toBe('dropped no_basis');
    expect(await outcome(await launch(ann))).toBe('claimed in_hand');
    expect(await record()).toEqual({ outcome: 'applied' });
    await letPass(team, 61);
    expect(await outcome(await launchTemplate(ann, news))).toBe('claimed in_hand');
  });

  test('holds for its category, or for every one', async () => {
    const letter = await saveTemplate(team);
    await record();
    expect(await outcome(await launchTemplate(ann, letter))).toBe('dropped no_basis');
    await record({ category: '*', basis: 'existing_customer' });
    await letPass(team, 61);
    expect(await outcome(await launchTemplate(ann, letter))).toBe('claimed in_hand');
  });

  test('is withdrawn by a category or as a whole, and what was said last counts', async () => {
    await record();
    await withdraw('*');
    expect(await outcome(await launchTemplate(ann, news))).toBe('cancelled unsubscribed');
    await record();
    await letPass(team, 61);
    expect(await outcome(await launchTemplate(ann, news))).toBe('claimed in_hand');
    await withdraw();
    await record({ category: '*' });
    await letPass(team, 61);
    expect(await outcome(await launchTemplate(ann, news))).toBe('claimed in_hand');
  });

  test('what everybody has to get goes to whoever unsubscribed, and to whom nothing is known of', async () => {
    await withdraw('*');
    expect(await outcome(await launchTemplate(ann, contract))).toBe('claimed in_hand');
    await suppress('user1@x1.example');
    await letPass(team, 61);
    expect(await outcome(await launchTemplate(ann, contract))).toBe('claimed in_hand');
  });

  test('a person writes to somebody who unsubscribed for a reason alone, which is kept', async () => {
    await withdraw('*');
    expect(await outcome(await launch(ann))).toBe('cancelled unsubscribed');
    const { run_id } = await launch(ann, { despite: 'They asked me on the phone.' });
    expect(await outcome({ run_id })).toBe('claimed in_hand');
    const { rows } = await team.company.admin.query(
      'SELECT despite FROM customer_success.interventions WHERE run_id = $1',
      [run_id],
    );
    expect(rows).toEqual([{ despite: 'They asked me on the phone.' }]);
  });

  test.each(['bounced', 'complained'])(
    'nobody writes to an address that %s, whatever the reason',
    async (why) => {
      await suppress('user1@x1.example');
      await team.company.admin.query('UPDATE customer_success.suppressions SET reason = $1', [why]);
      expect(await outcome(await launch(ann, { despite: 'please' }))).toBe(`dropped ${why}`);
    },
  );

  test('an admin takes an address that came back off the list, and never one that complained', async () => {
    await suppress('user1@x1.example');
    const now = (why: string) =>
      team.company.admin.query('UPDATE customer_success.suppressions SET reason = $1', [why]);
    await now('complained');
    expect(await suppress('user1@x1.example', ada, false)).toEqual({ outcome: 'applied', changed: false });
    await now('bounced');
    expect(await suppress('user1@x1.example', ann, false)).toEqual({ outcome: 'refused', reason: 'role' });
    expect(await suppress('user1@x1.example', ada, false)).toEqual({ outcome: 'applied', changed: true });
    expect(await outcome(await launch(ann))).toBe('claimed in_hand');
  });

  test('goes with the address, whoever has it and however it is written', async () => {
    await team.company.admin.query(
      `UPDATE customer_success.users SET email = CASE user_id WHEN 1 THEN ' Ana@X.example' ELSE 'ana@x.EXAMPLE' END WHERE user_id IN (1, 2)`,
    );
    await withdraw('*');
    expect(await outcome(await launch(ada, {}, 'bolt'))).toBe('cancelled unsubscribed');
  });

  test('composed letters are those that are not', async () => {
    await team.company.admin.query(`UPDATE customer_success.users SET email = $1 WHERE user_id = 1`, [
      'JOSE\u0301@x.example',
    ]);
    await suppress('jos\u00e9@x.example');
    expect(await outcome(await launch(ann))).toBe('dropped suppressed');
  });

  test.each([
    ['contact', { contact: 'user of 2' }],
    ['state', { state: 'perhaps' }],
    ['basis', { basis: undefined }],
    ['basis', { basis: 'because' }],
    ['basis', { state: 'withdrawn' }],
    ['category', { category: 'two\nlines' }],
    ['more', { more: 1 }],
  ])('whose %s is not what it must be is refused: %o', async (field, patch) => {
    expect(await record(patch)).toMatchObject({ outcome: 'refused', reason: 'invalid', field });
  });

  test('is written down by managers of the account', async () => {
    expect(await record({}, team.clients.bob)).toEqual({ outcome: 'refused', reason: 'not_yours' });
    await expect(record({}, team.clients.vera)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a link to unsubscribe', () => {
  const sentNews = async () => {
    await record();
    await launchTemplate(ann, news);
    return (await send(ann)).token;
  };

  test('shows what it is about, and changes nothing by being looked at', async () => {
    const token = await sentNews();
    for (let look = 0; look < 3; look += 1)
      expect(await choices(token)).toEqual({
        outcome: 'known',
        category: 'news',
        is_subscribed: true,
        categories: expect.arrayContaining([{ category: 'news', is_subscribed: true }]),
        brand: expect.objectContaining({ company_name: 'Acme Software' }),
      });
    await letPass(team, 61);
    expect(await outcome(await launchTemplate(ann, news))).toBe('claimed in_hand');
  });

  test('shows what the company sends: nothing that is kept no more, or that everybody has to get', async () => {
    const token = await sentNews();
    await saveTemplate(team, { name: 'Of old', category: 'old_news', archived: true });
    const { categories } = await choices(token);
    const shown = (categories as { category: string }[]).map(({ category }) => category);
    expect(shown).toContain('news');
    expect(shown).not.toContain('renewal');
    expect(shown).not.toContain('old_news');
  });

  test('unsubscribes from its category, as often as it comes, and says so afterwards', async () => {
    const token = await sentNews();
    await record({ category: 'relationship' });
    for (let time = 0; time < 3; time += 1) expect(await unsubscribe(token)).toEqual({ outcome: 'applied' });
    expect(await choices(token)).toMatchObject({ is_subscribed: false });
    await letPass(team, 61);
    expect(await outcome(await launchTemplate(ann, news))).toBe('cancelled unsubscribed');
    expect(await outcome(await launchTemplate(ann, await saveTemplate(team)))).toBe('claimed in_hand');
  });

  test('unsubscribes from everything', async () => {
    const token = await sentNews();
    await record({ category: 'relationship' });
    await unsubscribe(token, true);
    expect(await outcome(await launchTemplate(ann, await saveTemplate(team)))).toBe('cancelled unsubscribed');
  });

  test('chooses of what the company sends, one kind or all, and comes back by the person’s own word', async () => {
    const token = await sentNews();
    await saveTemplate(team, { category: 'onboarding' });
    const choose = (category: string | null, wanted: boolean) =>
      call(team.clients.vera, 'choose_mail', token, category, wanted);
    const left = async () =>
      ((await choices(token))['categories'] as { category: string; is_subscribed: boolean }[])
        .filter(({ is_subscribed }) => !is_subscribed)
        .map(({ category }) => category);
    expect(await choose('onboarding', false)).toEqual({ outcome: 'applied' });
    expect(await left()).toEqual(['onboarding']);
    expect(await choose('*', false)).toEqual({ outcome: 'applied' });
    expect(await left()).toEqual(expect.arrayContaining(['news', 'onboarding']));
    expect(await choose('news', true)).toEqual({ outcome: 'applied' });
    expect(await left()).not.toContain('news');
    await letPass(team, 61);
    expect(await outcome(await launchTemplate(ann, news))).toBe('claimed in_hand');
    for (const [category, wanted] of [
      ['nothing of ours', false],
      ['news', null],
    ] as const)
      expect(await choose(category, wanted as boolean)).toEqual({ outcome: 'unknown' });
    expect(await call(team.clients.vera, 'choose_mail', 'x'.repeat(43), null, false)).toEqual({
      outcome: 'unknown',
    });
  });

  test('said again later, it stands since it was said first, unless something was agreed to between', async () => {
    const at = async () =>
      (
        await team.company.admin.query<{ at: Date }>(
          `SELECT recorded_at AS at FROM customer_success.communication_preferences WHERE category = 'news'`,
        )
      ).rows[0]?.at;
    const token = await sentNews();
    await unsubscribe(token);
    const first = await at();
    await unsubscribe(token);
    expect(await at()).toEqual(first);
    await record({ category: '*' });
    await unsubscribe(token);
    expect(await at()).not.toEqual(first);
    await letPass(team, 61);
    expect(await outcome(await launchTemplate(ann, news))).toBe('cancelled unsubscribed');
  });

  test('of somebody else is nobody’s: a token that was made up, cut or changed is not known', async () => {
    const token = await sentNews();
    const other = `${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`;
    for (const wrong of [other, token.slice(0, -1), `${token}A`, '', 'x'.repeat(43), `${token}\n`]) {
      expect(await unsubscribe(wrong)).toEqual({ outcome: 'unknown' });
      expect(await choices(wrong)).toMatchObject({ outcome: 'unknown' });
    }
    expect(await call(ann, 'unsubscribe', null, null)).toEqual({ outcome: 'unknown' });
  });

  test.each([
    ['before the claim', 'waits'],
    ['between claim and last byte', 'claimed'],
  ])('that comes %s keeps the next message back', async (_when, stage) => {
    const token = await sentNews();
    await letPass(team, 61);
    const { run_id } = await launchTemplate(ann, news);
    const claimed = stage === 'claimed' ? await claim(ann) : null;
    await unsubscribe(token);
    if (claimed === null) expect(await claim(ann)).toEqual({ outcome: 'none' });
    else expect(await reachDot(ann, claimed)).toEqual({ outcome: 'refused', reason: 'unsubscribed' });
    expect(await runRow(team, run_id)).toMatchObject({ stage: 'cancelled', reason: 'unsubscribed' });
  });

  test('takes back at once what waits, before any runner looks', async () => {
    const token = await sentNews();
    await letPass(team, 61);
    const { run_id } = await launchTemplate(ann, news, { undo_seconds: 3600 });
    const mine = await launchTemplate(ann, contract, { undo_seconds: 3600 });
    await unsubscribe(token, true);
    expect(await runRow(team, run_id)).toMatchObject({ stage: 'cancelled', reason: 'unsubscribed' });
    expect(await runRow(team, mine.run_id)).toMatchObject({ stage: 'waiting' });
  });

  test('that comes after the last byte comes too late for that message, which counts as sent', async () => {
    const token = await sentNews();
    await letPass(team, 61);
    await launchTemplate(ann, news);
    const claimed = await claim(ann);
    await reachDot(ann, claimed);
    await unsubscribe(token);
    expect(await call(ann, 'intervention_sent', claimed.run_id, claimed.fence, null)).toEqual({
      outcome: 'sent',
    });
  });

  test('is taken back by consent alone, where they unsubscribed themselves', async () => {
    await unsubscribe(await sentNews(), true);
    expect(await record({ basis: 'existing_customer' })).toMatchObject({ reason: 'invalid', field: 'basis' });
    expect(await record({ basis: 'consent' })).toEqual({ outcome: 'applied' });
  });
});

const notProved = { outcome: 'refused', reason: 'not_proved' };

describe('the law', () => {
  test('a link that stands for nobody is an admin’s, unsubscribes nobody, and proves by being acted on alone', async () => {
    await record();
    const before = await team.company.admin.query('SELECT * FROM customer_success.communication_preferences');
    await expect(call(ann, 'unsubscribe_probe')).rejects.toMatchObject({ code: '42501' });
    const { token, url } = await call(ada, 'unsubscribe_probe');
    expect(url).toBe('https://acme.example/u/');
    for (let look = 0; look < 2; look += 1)
      expect(await choices(String(token))).toMatchObject({ outcome: 'known', is_subscribed: true });
    for (let time = 0; time < 2; time += 1)
      expect(await unsubscribe(String(token), true)).toEqual({ outcome: 'applied' });
    expect(await choices(String(token))).toMatchObject({ is_subscribed: false });
    expect(
      (await team.company.admin.query('SELECT * FROM customer_success.communication_preferences')).rows,
    ).toEqual(before.rows);
    await team.company.admin.query(
      `UPDATE customer_success.unsubscribe_probes SET acted_at = acted_at - interval '11 minutes'`,
    );
    expect(await call(ada, 'unsubscribe_answers', url)).toEqual(notProved);
  });

  test.each([
    ['https://mail.acme.example/u?t=', true],
    ['http://127.0.0.1:8025/u/', true],
    ['http://[::1]:8025/u/', true],
    ['http://acme.example/u/', false],
    ['http://127.0.0.1.acme.example/u/', false],
    ['https://', false],
    ['https://a:b@acme.example/', false],
    ['https://acme.example/\r\nX: y', false],
    ['javascript:alert(1)', false],
  ])(
    'takes as the address to unsubscribe at an encrypted one, or one of this machine: %j',
    async (url, fits) => {
      const { outcome, field } = await call(ada, 'set_sending', { unsubscribe_url: url });
      expect([outcome, field]).toEqual(fits ? ['applied', undefined] : ['refused', 'unsubscribe_url']);
    },
  );

  test('a template waits until the company’s address to unsubscribe has answered; what must go doesn’t', async () => {
    await set('unsubscribe_proved_at = NULL');
    await record();
    expect(await outcome(await launchTemplate(ann, news))).toBe('waiting no_unsubscribe');
    expect(await outcome(await launchTemplate(ann, contract))).toBe('claimed in_hand');
    expect(await outcome(await launch(ann))).toBe('claimed in_hand');
    expect(await call(ada, 'unsubscribe_answers', 'https://acme.example/u/')).toEqual(notProved);
    const { token } = await call(ada, 'unsubscribe_probe');
    expect(await call(ada, 'unsubscribe_answers', 'https://acme.example/u/')).toEqual(notProved);
    expect(await unsubscribe(String(token))).toEqual({ outcome: 'applied' });
    expect(await call(ada, 'unsubscribe_answers', 'https://acme.example/u/')).toEqual({ outcome: 'applied' });
    expect(await claim(ann)).toMatchObject({ outcome: 'claimed' });
  });

  test('another address has to answer anew', async () => {
    const { token } = await call(ada, 'unsubscribe_probe');
    await unsubscribe(String(token));
    await call(ada, 'set_sending', { unsubscribe_url: 'https://other.example/u?t=' });
    await record();
    expect(await outcome(await launchTemplate(ann, news))).toBe('waiting no_unsubscribe');
    expect(await call(ada, 'unsubscribe_answers', 'https://acme.example/u/')).toMatchObject({
      reason: 'invalid',
    });
  });
});
