import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { erasePerson } from '../../src-main/company/privacy/erase-person';
import { startPostgres, type TestServer } from '../support/postgres';
import { rewardsAt } from '../support/rewards/at-company';
import {
  type AskedOperation,
  apply,
  type Colleague,
  createTeam,
  note,
  operation,
  type Team,
} from '../support/team';
import { accountsOf, makeAccounts, stateOf } from './support/together';

const runs = Number(process.env['STEWARD_RUNS'] ?? 40);
const seed = Number(process.env['STEWARD_SEED'] ?? 76);

let server: TestServer;
/** Two companies that are alike: one is asked all at once, the other one by one. */
let atOnce: Team;
let oneByOne: Team;
let items: Record<'mug' | 'rare' | 'gold' | 'gift' | 'yearly', string>;

beforeAll(async () => {
  server = await startPostgres();
  [atOnce, oneByOne] = [await createTeam(server), await createTeam(server)];
  for (const { company } of [atOnce, oneByOne])
    await company.admin.query(
      `UPDATE customer_success.sync_settings SET company_id = '00000000-0000-7000-8000-00000000c0de';
       UPDATE customer_success.retention_settings SET gone_before = '2021-01-01' WHERE kind = 'operations'`,
    );
  for (const team of [atOnce, oneByOne]) await rewardsAt(team).begin();
  const item = async (fields: object) => {
    const asked = operation('reward.item', { cost: 30, ...fields }, { account: null });
    for (const team of [atOnce, oneByOne]) await mustApply(team, 'ada', [asked]);
    return asked.op_id;
  };
  for (const { company } of [atOnce, oneByOne]) await eraseZoe(company.admin);
  items = {
    mug: await item({ name: 'Mug' }),
    rare: await item({ name: 'Rare', stock: 3 }),
    gold: await item({ name: 'Gold', tier: 'gold' }),
    gift: await item({ name: 'Gift', for_contact: true, needs_approval: true, per_contact: 1 }),
    yearly: await item({ name: 'Yearly', per_account: 1 }),
  };
});
afterAll(async () => {
  await atOnce.company.drop();
  await oneByOne.company.drop();
  await server.stop();
});

/** Whoever was erased stays so, whatever is written of them. */
const ofZoe = 'Wrote to zoe.q@o2.test again';
async function eraseZoe(admin: pg.Pool): Promise<void> {
  const client = await admin.connect();
  await client.query(
    `INSERT INTO customer_success.users (user_id, organization_id, external_id, name, email)
     VALUES (900, 3, 'zoe', 'Zoe Quillfeather', 'zoe.q@o2.test')`,
  );
  await erasePerson(client, { email: 'zoe.q@o2.test', names: [] }, true);
  client.release();
}

async function mustApply(team: Team, who: Colleague, asked: readonly AskedOperation[]) {
  const answers = await apply(team.clients[who], asked);
  expect(answers.map(({ outcome, answer }) => ({ outcome, answer }))).toEqual(
    answers.map(({ answer }) => ({ outcome: 'applied', answer })),
  );
}

/** Mostly as it should be. */
const mostly = <T>(usual: T, ...odd: T[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });

/** One wish of a call: what of, about which account, and what is odd about it. */
const wish = fc.record({
  what: fc.constantFrom(
    ...['note', 'note', 'mug', 'mug', 'mug', 'rare', 'rare', 'gold', 'gift', 'yearly'],
    ...['nothing', 'award', 'pulse', 'settings', 'change', 'again', 'taken'],
  ),
  account: fc.oneof(fc.constantFrom(0, 1, 8, 9, 10), fc.nat(12)),
  contact: fc.oneof(fc.constant(null), mostly('person', '', 'merged person', 'nobody', 'bell\u0007')),
  text: mostly('called', '', ' ', 'a\u0001b', 'x'.repeat(501), 'Zoë 😀\nnext line', ofZoe),
  odd: mostly(
    '',
    ...['upper case', 'no id', 'old', 'number', 'company', 'field', 'author', 'entry', 'future', 'no time'],
    ...['base', 'no patch', 'large'],
  ),
});
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;

function asked(
  { what, account, contact, text, odd }: Wish,
  names: readonly string[],
  before: AskedOperation[],
) {
  const about = { account: names[account] ?? 'unknown' };
  const earlier = before[account % Math.max(1, before.length)];
  if (what === 'again' && earlier !== undefined) return earlier;
  if (what === 'taken' && earlier !== undefined)
    return { ...note(`not ${text}`, about), op_id: earlier.op_id };
  if (what === 'award') return oddly(operation('reward.award', { points: 31, reason: 'x' }, about), odd);
  if (what === 'pulse') return oddly(operation('pulse.set', { points: 50, reason: 'why' }, about), odd);
  if (what === 'settings')
    return operation('reward.account', { left_out: text === '' }, { ...about, account: about.account });
  if (what === 'change')
    return operation('note.change', { text }, { ...about, entry: earlier?.op_id ?? null, base_version: 1 });
  if (what === 'note' || what === 'again' || what === 'taken')
    return oddly(note(text, { ...about, patch: { text, ...(contact === null ? {} : { contact }) } }), odd);
  const item = what === 'nothing' ? items.mug.replace('-7', '-7f').slice(0, 36) : items[what as 'mug'];
  return oddly(
    operation('reward.redeem', { item, contact, note: text === 'called' ? null : text }, about),
    odd,
  );
}

function oddly(whole: AskedOperation, odd: string): AskedOperation {
  if (odd === 'upper case') return { ...whole, op_id: whole.op_id.toUpperCase() };
  if (odd === 'no id') return { ...whole, op_id: 'none' };
  if (odd === 'old') return { ...whole, op_id: `016fffff${whole.op_id.slice(8)}` };
  if (odd === 'number') return { ...whole, number: 4 };
  if (odd === 'company') return { ...whole, company_id: '00000000-0000-7000-8000-000000000bad' };
  if (odd === 'field') return { ...whole, patch: { ...(whole.patch as object), odd: 1 } };
  if (odd === 'author') return { ...whole, earlier_author: 'Ann before' };
  if (odd === 'entry') return { ...whole, entry: whole.op_id };
  if (odd === 'future') return { ...whole, made_at: 4_000_000_000_000 };
  if (odd === 'no time') return { ...whole, made_at: -1 };
  if (odd === 'base') return { ...whole, base_version: 3 };
  if (odd === 'no patch') return { ...whole, patch: [1] };
  if (odd === 'large') return { ...whole, patch: { text: 'x'.repeat(50_000) } };
  return whole;
}

let made = 0;

test('A call of many operations ends in the same state and is answered the same as as many calls of one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Colleague>('ann', 'ann', 'ada', 'ada', 'vera', 'bob'),
      fc.array(wish, { minLength: 2, maxLength: 24 }),
      async (who, wishes) => {
        made += 1;
        for (const team of [atOnce, oneByOne]) await makeAccounts(team, made);
        const all: AskedOperation[] = [];
        for (const each of wishes) all.push(asked(each, accountsOf(made), all));
        const together = await apply(atOnce.clients[who], all);
        const each = [];
        for (const one of all) each.push(...(await apply(oneByOne.clients[who], [one])));
        const told = (answers: typeof together) =>
          answers.map(({ op_id, outcome, reason, answer }) => ({ op_id, outcome, reason, answer }));
        expect(told(together)).toEqual(told(each));
        const ids = all.map(({ op_id }) => op_id);
        const state = JSON.stringify(await stateOf(atOnce, made, ids));
        expect(state).not.toContain('zoe.q');
        expect(await stateOf(atOnce, made, ids)).toEqual(await stateOf(oneByOne, made, ids));
      },
    ),
    { numRuns: runs, seed },
  );
}, 400_000);

test('Both companies’ chains verify after all of that', async () => {
  for (const { company } of [atOnce, oneByOne])
    expect((await company.admin.query(`SELECT * FROM customer_success.audit_problems('[]')`)).rows).toEqual(
      [],
    );
});

describe('What is as it should be', () => {
  const redeem = (account: string, more: object = {}) =>
    operation('reward.redeem', { item: items.mug, contact: null, note: null, ...more }, { account });
  /** Each savepoint in which rows were written has a number of its own. */
  const savepoints = async (asked: readonly AskedOperation[]) =>
    (
      await atOnce.company.admin.query<{ at: string; id: string }>(
        `SELECT xmin::text AS at, op_id AS id FROM customer_success.operations WHERE op_id = ANY ($1)`,
        [asked.map(({ op_id }) => op_id)],
      )
    ).rows;

  /** What fails is a note that says so. */
  async function whileNotesFail<T>(how: string, work: () => Promise<T>): Promise<T> {
    await atOnce.company.admin.query(`
      CREATE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.text = 'fails' THEN RAISE EXCEPTION 'no' USING ERRCODE = '${how}'; END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER fail BEFORE INSERT ON customer_success.notes FOR EACH ROW EXECUTE FUNCTION public.fail()`);
    const result = await work();
    await atOnce.company.admin.query(
      'DROP TRIGGER fail ON customer_success.notes; DROP FUNCTION public.fail()',
    );
    return result;
  }

  test('is taken in one go where each is about another account', async () => {
    made += 1;
    await makeAccounts(atOnce, made);
    const [rich, richer] = accountsOf(made) as [string, string];
    const calls = [redeem(rich), redeem(richer), note('x', { account: `lots-${made}` })];
    await mustApply(atOnce, 'ada', calls);
    expect(new Set((await savepoints(calls)).map(({ at }) => at)).size).toBe(1);
  });

  test('is taken in one go where it is notes of one account, chained in their order', async () => {
    made += 1;
    await makeAccounts(atOnce, made);
    const [rich] = accountsOf(made) as [string];
    const calls = [note('one', { account: rich }), note('two', { account: rich }), redeem(rich)];
    await mustApply(atOnce, 'ada', calls);
    const ids = calls.map(({ op_id }) => op_id);
    expect(new Set((await savepoints(calls)).map(({ at }) => at)).size).toBe(1);
    const { rows } = await atOnce.company.admin.query<{ id: string }>(
      'SELECT op_id AS id FROM customer_success.audit_log WHERE op_id = ANY ($1) ORDER BY number',
      [ids],
    );
    expect(rows.map(({ id }) => id)).toEqual(ids);
  });

  test('stands where another of the call fails, which ends as it would alone', async () => {
    made += 1;
    await makeAccounts(atOnce, made);
    const [rich, richer] = accountsOf(made) as [string, string];
    const calls = [redeem(rich), note('fails', { account: richer })];
    const answers = await whileNotesFail('check_violation', () => apply(atOnce.clients.ada, calls));
    expect(answers.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['applied', null],
      ['refused', 'invalid'],
    ]);
    expect((await savepoints(calls)).length).toBe(2);
  });

  test('waits where what came before on its account was put off', async () => {
    made += 1;
    await makeAccounts(atOnce, made);
    const [rich, richer] = accountsOf(made) as [string, string];
    const calls = [note('fails', { account: rich }), redeem(richer), redeem(rich), redeem(richer)];
    const answers = await whileNotesFail('raise_exception', () => apply(atOnce.clients.ada, calls));
    expect(answers.map(({ outcome }) => outcome)).toEqual(['later', 'applied', 'later', 'applied']);
    expect(await savepoints(calls)).toHaveLength(2);
  });

  test('never takes more points than are there, however many ask at once', async () => {
    made += 1;
    await makeAccounts(atOnce, made);
    const names = accountsOf(made).slice(0, 3);
    const sessions = await Promise.all(
      Array.from({ length: 4 }, async () =>
        (await atOnce.company.createLogin({ role: 'admin', scope: 'all' })).connect(),
      ),
    );
    const answers = await Promise.all(
      sessions.map(async (session, n) => {
        const told = [];
        for (let call = 0; call < 6; call += 1)
          told.push(
            ...(await apply(
              session,
              (n % 2 === 0 ? names : names.toReversed()).map((name) => redeem(name)),
            )),
          );
        return told;
      }),
    );
    const outcomes = Object.groupBy(answers.flat(), ({ outcome }) => outcome);
    // Each has 300 points in one lot, and a mug costs 30.
    expect([outcomes.applied?.length, outcomes.refused?.length, outcomes.later]).toEqual([30, 42, undefined]);
    const { rows } = await atOnce.company.admin.query(
      `SELECT a.balance, sum(l.left_points)::int AS left FROM customer_success.reward_accounts a
         JOIN customer_success.organizations o USING (organization_id) JOIN customer_success.reward_lots l USING (organization_id)
        WHERE o.external_id = ANY ($1) GROUP BY a.organization_id`,
      [names],
    );
    expect(rows).toEqual(names.map(() => ({ balance: 0, left: 0 })));
  });
});
