import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIds } from '../../src-main/ports/ids';
import { apply, type Colleague, type OperationAnswer } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();

/** Calls that are made; STEWARD_FUZZ for more, STEWARD_SEED for others. */
const calls = Number(process.env['STEWARD_FUZZ'] ?? 150);
const seed = Number(process.env['STEWARD_SEED'] ?? 31);
const who = ['ann', 'bob', 'ada'] as const satisfies Colleague[];
const cs = 'customer_success';
const ids = createIds({ now: () => Date.now() });

const sql = `'); DELETE FROM ${cs}.notes; SET ROLE cs_owner; --`;
const mostly = <T, const U extends readonly unknown[]>(
  usual: fc.Arbitrary<T>,
  ...odd: U
): fc.Arbitrary<T | U[number]> =>
  fc.oneof({ arbitrary: usual, weight: 12 }, { arbitrary: fc.constantFrom(...odd), weight: 1 });
const text = mostly(
  fc.constantFrom(
    'called',
    sql,
    '$$; DROP SCHEMA customer_success CASCADE; $$',
    '%I %L %s',
    '\\',
    '{"a": 1}',
    '\u202e',
  ),
  'x'.repeat(10_000),
  'x'.repeat(10_001),
  '😀'.repeat(10_000),
  '',
);
const day = mostly(fc.constant('2999-01-01'), '2026-11-29', '1999-01-01', '9999-12-31');
const patches: Readonly<Record<string, fc.Arbitrary<object>>> = {
  'note.add': fc.record({ text, contact: fc.constantFrom(null, 'user of 1', 'user of 2', sql) }),
  'note.change': fc.record({ text }),
  'note.remove': fc.constant({}),
  'pulse.set': fc.record({ points: fc.constantFrom(0, 50, 100, 101, -1), reason: text }),
  'pulse.withdraw': fc.constant({}),
  'override.set': fc.record({ score: fc.constantFrom(0, 99.9, 100), reason: text, until_day: day }),
  'override.withdraw': fc.constant({}),
  'today.dispose': fc.record({ kind: fc.constantFrom('silent', sql), day, state: fc.constant('done') }),
  'today.restore': fc.constant({}),
  'view.save': fc.record({
    name: fc.constantFrom('mine', sql),
    view: fc.constant({ columns: ['arr'] }),
    shared: fc.boolean(),
  }),
  'view.remove': fc.constant({}),
  'config.publish': fc.record({ config: fc.constant({}), note: text }),
};
const asked = fc.constantFrom(...Object.keys(patches)).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    patch: patches[kind] ?? fc.constant({}),
    account: mostly(fc.constantFrom('acme', 'bolt'), 'cove', 'nobody', null, sql),
    number: mostly(fc.constant(null), 1, 2, 3, 99, -1, 2 ** 31, 'x'),
    takes: mostly(fc.constant('new' as const), 'an id of before', 'all of before', 'all of before'),
    /** Which of those that there are. */
    of: fc.nat(1000),
    entry: mostly(fc.constant('of its kind' as const), 'of any kind', 'unknown', 'x', null),
    base: mostly(fc.constantFrom(0, 1, 1, 2, 3), null, -1, 2 ** 31, 1e300, 2.5, '1'),
    madeAt: mostly(fc.constant('now' as const), 0, -1, 1, 4e12, 1e15, 8.64e15, 1e18, 1e300, -1e300, 1.5),
    forged: mostly(
      fc.constant({}),
      { author: 'ada' },
      { login: 'ada' },
      { earlier_author: 'ada' },
      { outcome: 'applied' },
      { xid: '1' },
      { content: '' },
      { origin: 'rule' },
      { origin: 'god' },
      { company_id: '00000000-0000-4000-8000-000000000000' },
    ),
  }),
);
const call = fc.record({
  by: fc.constantFrom(...who),
  list: fc.array(asked, { minLength: 1, maxLength: 8 }),
  hurried: fc.boolean(),
});
type Asked = typeof asked extends fc.Arbitrary<infer One> ? One : never;

interface Sent {
  readonly by: Colleague;
  readonly body: Readonly<Record<string, unknown>>;
  readonly answer: OperationAnswer;
}

function bodyOf(one: Asked, sent: readonly Sent[]): Readonly<Record<string, unknown>> {
  const pick = (from: readonly Sent[]) => from[one.of % Math.max(1, from.length)]?.body;
  const before = pick(sent);
  if (one.takes === 'all of before' && before !== undefined) return before;
  const [domain, verb] = one.kind.split('.');
  const made = sent.filter(({ body, answer }) => answer.outcome === 'applied' && body['entry'] === null);
  const own = made.filter(({ body }) => String(body['kind']).startsWith(`${domain}.`));
  const isChange =
    /change|remove|withdraw|restore/.test(verb ?? '') || (one.kind === 'view.save' && one.of % 2 > 0);
  const entry = {
    'of its kind': pick(own),
    'of any kind': pick(made),
    unknown: { op_id: ids.next() },
    x: { op_id: 'x' },
  };
  return {
    op_id: one.takes === 'new' ? ids.next() : (before?.['op_id'] ?? ids.next()),
    kind: one.kind,
    account: /view|config/.test(one.kind) ? null : one.account,
    number: one.number,
    entry: isChange && one.entry !== null ? (entry[one.entry]?.['op_id'] ?? null) : null,
    base_version: isChange ? one.base : null,
    patch: one.patch,
    made_at: one.madeAt === 'now' ? Date.now() : one.madeAt,
    ...one.forged,
  };
}

const rowsOf = async (query: string) => (await team.company.admin.query(query)).rows;

test('whatever three colleagues send, forge, repeat and take from each other, each decision is its login’s, on its accounts, once', async () => {
  const sent: Sent[] = [];
  for (const { by, list, hurried } of fc.sample(call, { numRuns: calls, seed })) {
    const bodies = list.map((one) => bodyOf(one, sent));
    const send = () => apply(team.clients[by], bodies, { machine: sql, app: '9'.repeat(300), login: 'ada' });
    const answers = await send();
    expect(answers.map(({ outcome }) => outcome)).not.toContain('later');
    // What is sent twice within a call is answered in its order; afterwards all of it is known.
    if (hurried) expect(outcomesOf(await send())).toEqual(outcomesOf(answers));
    for (const [n, body] of bodies.entries())
      if (answers[n] !== undefined) sent.push({ by, body, answer: answers[n] });
  }
  const logins = Object.fromEntries(who.map((name) => [team.logins[name].login, name]));
  const inForce = sent.filter(({ answer }) => /applied|merged/.test(answer.outcome));
  expect(new Set(inForce.map(({ body }) => body['kind'])).size).toBeGreaterThan(8);
  expect(new Set(sent.map(({ answer }) => answer.reason)).size).toBeGreaterThan(6);

  // Every decision in force is of the login that sent it first, and is told in the audit once.
  const operations = await rowsOf(`
    SELECT o.op_id, o.login, o.outcome,
           (SELECT count(*)::int FROM ${cs}.audit_log l WHERE l.op_id = o.op_id) AS told,
           (SELECT count(*)::int FROM ${cs}.audit_log l WHERE l.op_id = o.op_id AND l.login <> o.login) AS others
      FROM ${cs}.operations o`);
  const first = new Map<unknown, Colleague>();
  for (const { by, answer } of sent)
    if (answer.outcome !== 'refused' || answer.reason !== 'op_id_taken')
      if (!first.has(answer.op_id)) first.set(answer.op_id, by);
  for (const { op_id, login, outcome, told, others } of operations)
    expect([op_id, logins[login], told, others]).toEqual([
      op_id,
      first.get(op_id),
      outcome === 'refused' ? 0 : 1,
      0,
    ]);

  // Every entry is of the operation that has its id, of its login, and on an account that the login sees.
  const strange = await rowsOf(`
    WITH entries AS (
      SELECT note_id AS id, author AS login, organization_id AS account, made_at AS at FROM ${cs}.notes
      UNION ALL SELECT pulse_id, author, organization_id, made_at FROM ${cs}.pulses
      UNION ALL SELECT override_id, author, organization_id, made_at FROM ${cs}.score_overrides
      UNION ALL SELECT disposition_id, login, organization_id, made_at FROM ${cs}.today_dispositions
      UNION ALL SELECT view_id, login, NULL, NULL FROM ${cs}.saved_views
      UNION ALL SELECT op_id, author, NULL, NULL FROM ${cs}.score_configurations)
    SELECT e.*, o.login AS sent_by FROM entries e LEFT JOIN ${cs}.operations o ON o.op_id = e.id
     WHERE o.op_id IS NULL OR o.outcome NOT IN ('applied', 'merged') OR o.login <> e.login OR e.at > clock_timestamp()
        OR e.login = '${team.logins.ann.login}' AND e.account <> 1 OR e.login = '${team.logins.bob.login}' AND e.account <> 2`);
  expect(strange).toEqual([]);

  // A note's version is one more than the changes of it that took effect.
  const versions = await rowsOf(`
    SELECT n.note_id, n.version, 1 + count(l.op_id)::int AS changes FROM ${cs}.notes n
      LEFT JOIN ${cs}.audit_log l ON l.details ->> 'entry' = n.note_id::text AND l.kind IN ('note.change', 'note.remove')
     GROUP BY 1, 2 HAVING n.version > 1 + count(l.op_id)`);
  expect(versions).toEqual([]);
  expect(await rowsOf(`SELECT * FROM ${cs}.audit_problems()`)).toEqual([]);
  // What stands in the way of nobody: all of it is still there.
  expect(await rowsOf(`SELECT count(*)::int AS n FROM ${cs}.organizations`)).toEqual([{ n: 3 }]);
});

function outcomesOf(answers: readonly OperationAnswer[]) {
  return answers.map(({ op_id, outcome, reason }) => [op_id, outcome, reason]);
}
