import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leastRoles } from '../../src-main/company/rights';
import { createIds } from '../../src-main/ports/ids';
import { proposedCelebrations } from '../../src-preload/contract/celebrations/settings';
import { digestOf } from '../support/files';
import { someProgram } from '../support/rewards/at-company';
import { apply, type OperationAnswer } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();

/** Lists of operations that are sent; STEWARD_FUZZ for more, STEWARD_SEED for others. */
const runs = Number(process.env['STEWARD_FUZZ'] ?? 100);
const seed = Number(process.env['STEWARD_SEED'] ?? 20);

const outcomes = ['applied', 'merged', 'refused', 'later'];
const reasons = [
  null,
  'not_yours',
  'role',
  'invalid',
  'too_large',
  'unknown_kind',
  'other_company',
  'other_account',
  'op_id_taken',
  'gone',
  'conflict',
  'too_late',
];
const fields = [
  'entry',
  'version',
  'lost',
  'field',
  'words',
  'most',
  'needs',
  'owner',
  'since',
  'runs',
  'late',
  'leaving',
  'stopped_at',
];

const ids = createIds({ now: () => 1_790_000_000_000 });
const known = Array.from({ length: 12 }, () => ids.next());
const rarely = <T>(usual: fc.Arbitrary<T>, junk: fc.Arbitrary<unknown> = fc.anything()) =>
  fc.oneof({ arbitrary: usual as fc.Arbitrary<unknown>, weight: 40 }, { arbitrary: junk, weight: 1 });
const text = fc.oneof(
  { arbitrary: fc.constantFrom('hello', 'é 😀'), weight: 9 },
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    'hello',
    '',
    ' ',
    '\u0000',
    '\ud800',
    `'; DROP TABLE customer_success.notes; --`,
    'x'.repeat(20_000),
  ),
);
const day = fc.constantFrom(
  '2026-11-28',
  '2026-11-29',
  '2999-01-01',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  'infinity',
);
const patch = fc.record({
  text: rarely(text),
  contact: rarely(fc.constantFrom('user of 1', 'user of 2')),
  points: rarely(fc.constantFrom(0, 50, 100, 12.5, 1e308, 0.05)),
  score: rarely(fc.constantFrom(0, 12.5, 100, 1e-300)),
  reason: rarely(text),
  until_day: rarely(day),
  day: rarely(day),
  kind: rarely(fc.constantFrom('silent', 'renewal', 'svg', 'png', 'call')),
  place: rarely(fc.constantFrom(0, 1.5, -1e9, 1e308)),
  hidden: rarely(fc.boolean()),
  state: rarely(fc.constantFrom('done', 'snoozed', 'lost')),
  name: rarely(text),
  view: rarely(fc.dictionary(fc.string(), fc.anything())),
  shared: rarely(fc.boolean()),
  config: rarely(fc.dictionary(fc.string(), fc.anything())),
  note: rarely(text),
  category: rarely(text),
  language: rarely(fc.constantFrom('en', 'no language')),
  type: rarely(fc.constantFrom('text/plain', 'image/png', 'image/svg+xml')),
  content: rarely(
    fc.record({ subject: rarely(text), preheader: rarely(text), mjml: rarely(text), html: rarely(text) }),
  ),
  transactional: rarely(fc.boolean()),
  archived: rarely(fc.boolean()),
  brand: rarely(fc.dictionary(fc.string(), fc.anything())),
  contacts: rarely(fc.constantFrom(['user of 1'], ['user of 1', 'user of 2'], [])),
  subject: rarely(text),
  undo_seconds: rarely(fc.constantFrom(0, 10, 1e9)),
  decision: rarely(fc.constantFrom('approve', 'reject', 'withdraw', 'release', 'skip')),
  arrived: rarely(fc.boolean()),
  rule: rarely(fc.constant(null)),
  basis: rarely(fc.constantFrom('consent', 'contract')),
  program: rarely(fc.constant(someProgram)),
  cost: rarely(fc.constantFrom(1, 80, 1.5, 1e9)),
  stock: rarely(fc.constantFrom(null, 0, 1)),
  stages: rarely(fc.constantFrom([], ['growth'], 'growth')),
  tier: rarely(fc.constantFrom(null, 'gold')),
  consent: rarely(fc.boolean()),
  consent_note: rarely(text),
  left_out: rarely(fc.boolean()),
  item: rarely(fc.constantFrom(...known)),
  settings: rarely(fc.constantFrom(proposedCelebrations, { ...proposedCelebrations, hold_hours: 1e9 })),
  words: rarely(text),
  picture: rarely(
    fc.constantFrom('<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>', 'iVBORw0KGgo=', '%%%'),
  ),
  celebrate_at_once: rarely(fc.boolean()),
  size: rarely(fc.constantFrom(1, 0, 2_000_000)),
  sha256: rarely(fc.constantFrom(digestOf(Buffer.from('a')), '0'.repeat(64))),
});
/** Patches that hold what one kind knows, so that many get past the checks of shape. */
const patchOf: Readonly<Record<string, readonly string[]>> = {
  'note.add': ['text', 'contact'],
  'note.change': ['text'],
  'attachment.add': ['note', 'name', 'type', 'size', 'sha256', 'content'],
  'pulse.set': ['points', 'reason'],
  'override.set': ['score', 'reason', 'until_day'],
  'today.dispose': ['kind', 'day', 'state', 'until_day', 'reason'],
  'view.save': ['name', 'view', 'shared'],
  'config.publish': ['config', 'note'],
  'template.save': ['name', 'category', 'language', 'content', 'transactional', 'archived'],
  'brand.set': ['brand'],
  'message.launch': ['contacts', 'subject', 'text', 'undo_seconds'],
  'message.decide': ['decision', 'reason'],
  'message.settle': ['arrived'],
  'reply.settle': ['answered'],
  'sending.stop': ['rule', 'reason'],
  'sending.release': ['rule'],
  'consent.record': ['contact', 'category', 'state', 'basis', 'channel', 'source'],
  'rule.save': ['name', 'definition', 'state'],
  'segment.save': ['name', 'definition'],
  'sequence.save': ['name', 'definition', 'state', 'inside'],
  'sequence.enrol': ['sequence', 'contacts', 'key'],
  'enrolment.end': ['enrolment'],
  'enrolment.skip': ['enrolment'],
  'reward.program': ['program'],
  'reward.item': ['name', 'cost', 'stock', 'stages', 'tier', 'archived'],
  'reward.account': ['consent', 'consent_note', 'left_out'],
  'reward.award': ['points', 'reason'],
  'reward.adjust': ['points', 'reason'],
  'reward.redeem': ['item', 'contact', 'note'],
  'reward.decide': ['decision', 'reason'],
  'reward.reverse': ['reason'],
  'milestone.save': ['name', 'definition', 'celebrate_at_once'],
  'celebration.settings': ['settings'],
  'celebration.words': ['words'],
  'celebration.decide': ['decision', 'reason'],
  'badge.add': ['name', 'kind', 'picture'],
  'activity_template.save': ['name', 'kind', 'text', 'place', 'hidden'],
};
const operation = fc
  .record(
    {
      op_id: rarely(
        fc.oneof(
          { arbitrary: fc.constant(null).map(() => ids.next()), weight: 3 },
          fc.constantFrom(...known),
        ),
      ),
      kind: rarely(fc.constantFrom(...Object.keys(leastRoles)), text),
      company_id: rarely(fc.constantFrom(null, undefined)),
      account: rarely(fc.constantFrom('acme', 'acme', 'bolt', 'nowhere', null)),
      number: rarely(fc.constantFrom(undefined, null, null, 1, 2, 2 ** 40)),
      entry: rarely(fc.constantFrom(null, ...known)),
      base_version: rarely(fc.constantFrom(null, 0, 1, 2)),
      patch: rarely(patch),
      made_at: rarely(fc.constantFrom(0, 5, 1_790_000_000_000, 9e15)),
      earlier_author: rarely(fc.constantFrom(undefined, null, 'Ann')),
    },
    { requiredKeys: ['op_id', 'kind', 'patch', 'made_at'] },
  )
  .map((asked) => ({ ...asked, patch: onlyKnown(asked.kind, asked.patch) }));
const list = fc.array(rarely(operation), { minLength: 1, maxLength: 12 });

function onlyKnown(kind: unknown, value: unknown): unknown {
  const names = typeof kind === 'string' && kind in leastRoles ? (patchOf[kind] ?? []) : undefined;
  if (names === undefined || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}

/** JSON of whatever it is, as a careless client would write it. */
function written(value: unknown): string {
  const text = JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? Number(part) : part));
  return text ?? 'null';
}

const tells =
  /customer_success|SELECT |INSERT |UPDATE |PL\/pgSQL|SQLSTATE|violates|constraint|relation |column |syntax|\/home|\/usr|\.sql/;

function expectClosed(answers: readonly OperationAnswer[], sent: number): void {
  expect(answers).toHaveLength(sent);
  for (const { outcome, reason, answer } of answers) {
    expect(outcomes).toContain(outcome);
    expect(reasons).toContain(reason);
    expect((reason === null) === (outcome !== 'refused')).toBe(true);
    if (outcome === 'later') throw new Error('an operation was put off: a function of a kind failed');
    for (const field of Object.keys(answer)) expect(fields).toContain(field);
    const { words = '', field = '', lost: _own, ...rest } = answer;
    expect(`${words} ${field} ${JSON.stringify(rest)}`).not.toMatch(tells);
  }
}

test('whatever a member sends, each operation is answered with one of the known words and nothing of the inside', async () => {
  const told: string[] = [];
  const who = Object.values(team.clients);
  for (const client of who) client.on('notice', (notice) => told.push(notice.message ?? ''));
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(list, fc.nat(who.length - 1), async (asked, index) => {
      const client = who[index];
      if (client === undefined) return;
      const answers = await apply(client, written(asked));
      expectClosed(answers, asked.length);
      for (const { outcome, reason } of answers) {
        const word = reason ?? outcome;
        seen.set(word, (seen.get(word) ?? 0) + 1);
      }
    }),
    { numRuns: runs, seed, endOnFailure: true },
  );
  if (process.env['STEWARD_FUZZ'] !== undefined) console.log(Object.fromEntries(seen));
  expect(told).toEqual([]);
  // The junk is not so wild that nothing gets in.
  for (const word of ['applied', 'invalid', 'not_yours', 'role', 'op_id_taken', 'gone']) {
    expect([word, (seen.get(word) ?? 0) > 0]).toEqual([word, true]);
  }
  expect((await team.company.admin.query('SELECT * FROM customer_success.audit_problems()')).rows).toEqual(
    [],
  );
});

test('what is no list of operations is refused as such, and no other way', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.jsonValue().map(written), fc.string({ maxLength: 40 })), async (sent) => {
      const answer = await apply(team.clients.ann, sent === '' ? ' ' : sent).catch((error: unknown) => error);
      if (Array.isArray(answer)) return expectClosed(answer, answer.length);
      // No list, no JSON, a character that PostgreSQL has none of, or too deep for it.
      expect(answer).toMatchObject({ code: expect.stringMatching(/^(22023|22P02|22021|54001)$/) });
    }),
    { numRuns: runs, seed },
  );
});
