import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lifecycleStages } from '../../src-preload/contract/domain';
import { type OperationKind, operationPatchSchemas } from '../../src-preload/contract/operations';
import { proposedProgram, tierMonths } from '../../src-preload/contract/rewards/program';
import { mostMinor, mostPoints } from '../../src-preload/contract/rewards/reward-patches';
import { ctaTypes, mailedPeople } from '../../src-preload/contract/rules/action';
import { operators } from '../../src-preload/contract/rules/condition';
import {
  mostHeldOut,
  newRule,
  ruleModes,
  rulePriorities,
} from '../../src-preload/contract/rules/rule-definition';
import { templateCategories } from '../../src-preload/contract/templates/templates';
import { todayKinds } from '../../src-preload/contract/today';
import { apply, applyOne, operation } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();

const line = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 500 });
const shown = (most: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: most })
    .map((text) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim() || 'x')
    .filter((text) => text.length <= most);
const points = fc.oneof(
  fc.constantFrom(0, 100, 0.1, 1e-7),
  fc.double({ min: 0, max: 100, noNaN: true, noDefaultInfinity: true }),
);
const day = fc.constantFrom('2020-02-29', '2026-11-28', '2999-12-31');

/** Patches at the limits of what a desktop takes from a person; by kind, those that make an entry. */
const patches: Partial<Record<OperationKind, fc.Arbitrary<unknown>>> = {
  'note.add': fc.record({
    text: fc.oneof(
      line,
      fc.constantFrom('"'.repeat(10_000), '😀'.repeat(5000), '你'.repeat(10_000), 'a\n\tb\r\n'),
    ),
    contact: fc.constantFrom(null, 'user of 1'),
  }),
  'pulse.set': fc.record({ points, reason: fc.oneof(line, fc.constant('\\'.repeat(500))) }),
  'override.set': fc.record({ score: points, reason: line, until_day: day }),
  'today.dispose': fc.oneof(
    fc.record({
      kind: fc.constantFrom(...todayKinds),
      day,
      state: fc.constant('done'),
      until_day: fc.constant(null),
      reason: fc.constantFrom(null, ''),
    }),
    fc.record({
      kind: fc.constantFrom(...todayKinds),
      day,
      state: fc.constant('snoozed'),
      until_day: fc.constant('3000-01-01'),
      reason: line,
    }),
  ),
  'view.save': fc.record({
    name: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 60 }).map((name) => `v${name}`),
    view: fc.dictionary(fc.string({ unit: 'grapheme-ascii' }), fc.jsonValue({ maxDepth: 2 })),
    shared: fc.boolean(),
  }),
  'config.publish': fc.record({
    config: fc.dictionary(
      fc.string({ unit: 'grapheme-ascii' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
    note: fc.constantFrom('', 'as agreed'),
  }),
  'reward.item': fc
    .record({
      name: shown(100),
      description: fc.oneof(line, fc.constant('')),
      cost: fc.constantFrom(1, mostPoints),
      value_minor: fc.constantFrom(0, mostMinor),
      stock: fc.constantFrom(null, 0, mostPoints),
      tier: fc.constantFrom(null, 'gold', 'x'.repeat(40)),
      stages: fc.subarray([...lifecycleStages]),
      segments: fc.constantFrom([], ['mid'], ['x'.repeat(200)]),
      per_account: fc.constantFrom(null, 1, mostPoints),
      per_contact: fc.constantFrom(null, 1, mostPoints),
      from_day: fc.constantFrom(null, '2000-01-01'),
      last_day: fc.constantFrom(null, '2099-12-31'),
      needs_approval: fc.boolean(),
      archived: fc.boolean(),
    })
    .map((item) => ({ ...item, for_contact: true })),
  'reward.program': fc
    .record({
      is_on: fc.boolean(),
      expiry_months: fc.constantFrom(null, 1, 120),
      notice_days: fc.constantFrom(1, 365),
      tier_months: fc.constantFrom(...tierMonths),
      hand_most: fc.constantFrom(null, 1, mostPoints),
      person_cap: fc.constantFrom(null, 0, mostMinor),
      left_out_industries: fc.constantFrom([], ['Government']),
      tiers: fc.constantFrom([], proposedProgram.tiers, [
        { key: 'a-1', name: 'A', from: 1_000_000_000, multiplier: 1000, benefits: ['x'.repeat(200)] },
      ]),
    })
    .map((program) => ({ program })),
  'template.save': fc.record({
    name: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 60 }).map((name) => `t${name}`),
    category: fc.constantFrom(...templateCategories),
    language: fc.constantFrom('en', 'de-AT', 'zh-Hant'),
    content: fc.record({
      subject: line,
      preheader: fc.oneof(line, fc.constant('')),
      mjml: line,
      html: line,
    }),
    transactional: fc.boolean(),
    archived: fc.boolean(),
  }),
  'brand.set': fc.record({
    brand: fc.record({
      company_name: line,
      postal_address: line,
      website: fc.constantFrom(null, 'https://acme.example'),
      logo_url: fc.constantFrom(null, 'https://acme.example/logo.png'),
      color: fc.constantFrom('#000000', '#1f5fbf'),
      sender_name: line,
      sender_address: fc.constantFrom('ann@acme.example', '用户@例え.jp'),
    }),
  }),
};

const tree = fc.letrec<{ group: unknown; part: unknown }>((tie) => ({
  group: fc.record(
    {
      combinator: fc.constantFrom('and', 'or'),
      not: fc.boolean(),
      rules: fc.array(tie('part'), { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: ['combinator', 'rules'] },
  ),
  part: fc.oneof(
    { maxDepth: 3 },
    fc.record(
      {
        field: line,
        operator: fc.constantFrom(...operators),
        params: fc.dictionary(fc.constantFrom('days', 'severity'), fc.oneof(line, fc.integer())),
        value: fc.oneof(line, fc.double(), fc.array(line, { maxLength: 200 }), fc.constant(null)),
        forDays: fc.constantFrom(1, null, 7),
      },
      { requiredKeys: ['field', 'operator'] },
    ),
    tie('group'),
  ),
})).group;
const days = fc.integer({ min: 0, max: 260 });
const minutes = fc.double({ min: 0, max: 10_000, noNaN: true });
const action = fc.oneof(
  fc.record({
    ...{
      kind: fc.constant('cta'),
      type: fc.constantFrom(...ctaTypes),
      title: fc.oneof(line, fc.constant('')),
    },
    ...{ dueWorkingDays: days, minutes },
  }),
  fc.record({
    ...{ kind: fc.constant('email'), templateId: fc.oneof(fc.constant(null), fc.uuid({ version: 7 })) },
    ...{ to: fc.constantFrom(...mailedPeople), minutes },
  }),
  fc.record({
    ...{ kind: fc.constant('playbook'), title: line, minutes },
    tasks: fc.array(fc.record({ title: line, dueWorkingDays: days }), { maxLength: 4 }),
  }),
  fc.record({
    ...{ kind: fc.constant('sequence'), sequenceId: fc.oneof(fc.constant(null), fc.uuid({ version: 7 })) },
    ...{ to: fc.constantFrom(...mailedPeople), minutes },
  }),
  fc.record({ kind: fc.constant('notification'), text: line, minutes }),
);
const limit = fc.oneof(
  fc.constant(null),
  fc.record({ most: fc.integer({ min: 1, max: 1000 }), days: fc.integer({ min: 1, max: 365 }) }),
);
patches['rule.save'] = fc.record({
  name: line,
  definition: fc.record({
    description: fc.oneof(line, fc.constant('')),
    subject: fc.constant('account'),
    trigger: fc.constantFrom('edge', 'level'),
    conditions: fc.oneof(tree, fc.constant(newRule.conditions)),
    rearm: fc.oneof(tree, fc.constant(null)),
    clearDays: fc.integer({ min: 1, max: 90 }),
    coolDownDays: fc.integer({ min: 0, max: 365 }),
    limits: fc.record({
      perAccount: limit,
      perContact: limit,
      perDay: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 100_000 })),
    }),
    priority: fc.constantFrom(...rulePriorities),
    mode: fc.constantFrom(...ruleModes),
    holdoutPercent: fc.integer({ min: 0, max: mostHeldOut }),
    actions: fc.array(action, { maxLength: 5 }),
  }),
});
patches['segment.save'] = fc.record({
  name: line,
  definition: fc.record({ description: fc.oneof(line, fc.constant('')), conditions: tree }),
});

const minute = fc.integer({ min: 0, max: 1439 });
const stepId = fc.stringMatching(/^[a-z0-9]{4,20}$/);
const titled = fc.oneof(line, fc.constant(''));
const wait = fc.oneof(
  fc.record({ kind: fc.constant('elapsed'), hours: fc.integer({ min: 1, max: 8760 }) }),
  fc.record({
    kind: fc.constant('calendar'),
    days: fc.integer({ min: 1, max: 365 }),
    minute: fc.oneof(minute, fc.constant(null)),
  }),
  fc.record({ kind: fc.constant('working'), days: fc.integer({ min: 1, max: 260 }), minute }),
  fc.record({ kind: fc.constant('date'), fact: line, days: fc.integer({ min: -365, max: 365 }), minute }),
);
const step = fc.oneof(
  fc.record({
    ...{
      id: stepId,
      kind: fc.constant('mail'),
      templateId: fc.oneof(fc.constant(null), fc.uuid({ version: 7 })),
    },
    ...{ subject: titled, text: titled, threads: fc.boolean() },
  }),
  fc.record({ id: stepId, kind: fc.constant('wait'), wait }),
  fc.record({
    ...{
      id: stepId,
      kind: fc.constant('branch'),
      conditions: tree,
      otherwise: fc.oneof(stepId, fc.constant(null)),
    },
    unknown: fc.constantFrom('holds', 'fails'),
  }),
  fc.record({
    id: stepId,
    kind: fc.constant('cta'),
    type: fc.constantFrom(...ctaTypes),
    title: titled,
    dueWorkingDays: days,
  }),
  fc.record({
    ...{ id: stepId, kind: fc.constant('playbook'), title: titled },
    tasks: fc.array(fc.record({ title: titled, dueWorkingDays: days }), { maxLength: 3 }),
  }),
  fc.record({ id: stepId, kind: fc.constant('exit') }),
);
patches['sequence.save'] = fc.record({
  name: line,
  definition: fc.record({
    description: titled,
    steps: fc.uniqueArray(step, { maxLength: 6, selector: ({ id }) => id }),
    goal: fc.oneof(tree, fc.constant(null)),
    onReply: fc.boolean(),
    onChurn: fc.boolean(),
    reentry: fc.oneof(
      fc.record({ kind: fc.constantFrom('never', 'always') }),
      fc.record({ kind: fc.constant('after'), days: fc.integer({ min: 1, max: 3650 }) }),
    ),
    hours: fc.oneof(
      fc.constant(null),
      fc.record({ from: fc.integer({ min: 0, max: 700 }), until: fc.integer({ min: 701, max: 1439 }) }),
    ),
    mode: fc.constantFrom(...ruleModes),
  }),
});

const aboutNoAccount: ReadonlySet<OperationKind> = new Set([
  'view.save',
  'config.publish',
  'template.save',
  'brand.set',
  'reward.item',
  'reward.program',
  'rule.save',
  'segment.save',
  'sequence.save',
]);

test.each(Object.keys(patches) as OperationKind[])(
  'what a desktop takes for %s, the door takes',
  async (kind) => {
    let version = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(patches[kind] ?? fc.constant({}), { minLength: 1, maxLength: 5 }),
        async (given) => {
          const asked = given
            .map((patch) => operationPatchSchemas[kind].safeParse(patch))
            .filter(({ success }) => success)
            .map(({ data }, index) =>
              operation(kind, data, {
                ...(aboutNoAccount.has(kind) ? { account: null } : {}),
                base_version: kind === 'config.publish' ? version + index : null,
              }),
            );
          if (asked.length === 0) return;
          version += asked.length;
          const answers = await apply(team.clients.ada, asked);
          expect(answers.map(({ outcome, answer }) => [outcome, answer['field'], answer['words']])).toEqual(
            asked.map(() => ['applied', undefined, undefined]),
          );
        },
      ),
      { numRuns: 25, seed: 4 },
    );
  },
);

test('of overrides that colleagues set at the same moment one stands', async () => {
  const sessions = await Promise.all(
    [1, 2, 3, 4].map(() => team.company.createLogin({ role: 'manager', scope: 'all' })),
  );
  const clients = await Promise.all(sessions.map((login) => login.connect()));
  const set = () =>
    operation('override.set', { score: 1, reason: 'why', until_day: '2999-01-01' }, { account: 'cove' });
  for (let round = 0; round < 10; round += 1) {
    const answers = await Promise.all(clients.map((client) => applyOne(client, set())));
    expect(answers.every(({ outcome }) => outcome === 'applied')).toBe(true);
  }
  const { rows } = await team.company.admin.query(
    `SELECT count(*)::int AS standing FROM customer_success.score_overrides WHERE organization_id = 3 AND withdrawn_at IS NULL`,
  );
  expect(rows).toEqual([{ standing: 1 }]);
});
