import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addBadge, removeBadge } from '../../src-main/actions/celebrations/badges';
import * as celebrations from '../../src-main/actions/celebrations/celebrations';
import * as rewards from '../../src-main/actions/rewards/rewards';
import { readItems } from '../../src-main/store/rewards/read-items';
import { decisionsOn } from '../support/action-context';
import { fillRow } from '../support/filled-row';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
const now = today * 86_400_000;
let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  for (const organizationId of [1, 2]) {
    addAccount(temporary.store, today, { organization: { organizationId } });
    addContact(temporary.store, { userId: 10 + organizationId, organizationId, name: 'Ann' });
  }
  fill('rewards_catalog', { item_id: 'cup', name: 'Cup', stages: '[]', segments: '[]', version: 4 });
});
afterEach(() => temporary.remove());

const context = () => decisionsOn(temporary.store, now);
const fill = (table: string, said: Record<string, unknown>) => fillRow(temporary.store, table, said);
const run = (sql: string) => temporary.store.db.client.exec(sql);
const sent = () =>
  temporary.store.read
    .prepared<
      [],
      { kind: string; entry: string; account: string | null; base: number | null; patch: string }
    >(
      'select kind, entry, organization_external_id as account, base_version as base, patch from operations order by seq',
    )
    .all()
    .map(({ patch, ...rest }) => ({ ...rest, patch: JSON.parse(patch) as unknown }));
const account = { organizationId: 1 };
const code = (name: string, ...fields: string[]) =>
  expect.objectContaining({
    code: name,
    ...(fields.length > 0 && {
      fields: Object.fromEntries(fields.map((field) => [field, expect.any(String)])),
    }),
  });

describe('an item of the catalogue', () => {
  const save = (said: object) => rewards.saveItem(context(), { id: null, ...said } as never);

  test('that is new has a name and a cost', () => {
    expect(() => save({ fields: { name: 'Cap' } })).toThrow(code('invalid_input', 'cost'));
    expect(() => save({ fields: { cost: 5 } })).toThrow(code('invalid_input', 'name'));
    expect(() => save({ fields: {} })).toThrow(code('invalid_input', 'name', 'cost'));
    const entry = save({ fields: { name: 'Cap', cost: 5 } });
    expect(sent()).toEqual([
      { kind: 'reward.item', entry, account: null, base: null, patch: { name: 'Cap', cost: 5 } },
    ]);
  });

  test('that is changed here waits for the company, and no other does', () => {
    fill('rewards_catalog', { item_id: 'hat', name: 'Hat', stages: '[]', segments: '[]', version: 4 });
    const pending = () =>
      Object.fromEntries(readItems(temporary.store.read).map(({ id, isPending }) => [id, isPending]));
    expect(pending()).toEqual({ cup: false, hat: false });
    save({ id: 'cup', fields: { cost: 7 } });
    expect(pending()).toEqual({ cup: true, hat: false });
    run(`update operations set state = 'settled'`);
    expect(pending()).toEqual({ cup: false, hat: false });
  });

  test('is changed upon the version that was seen, else upon that of the copy', () => {
    expect(save({ id: 'cup', fields: { cost: 7 } })).toBe('cup');
    fill('rewards_catalog', { item_id: 'hat', name: 'Hat', stages: '[]', segments: '[]', version: 4 });
    save({ id: 'hat', version: 3, fields: { cost: 8 } });
    expect(sent().map(({ entry, base, patch }) => [entry, base, patch])).toEqual([
      ['cup', 4, { cost: 7 }],
      ['hat', 3, { cost: 8 }],
    ]);
    expect(() => save({ id: 'none', fields: { cost: 7 } })).toThrow(code('not_found'));
  });
});

describe('an account', () => {
  const set = (said: object) => rewards.setRewardAccount(context(), { account, ...said } as never);

  test('takes part once somebody wrote down who agreed, or is left out', () => {
    expect(() => set({ consent: true })).toThrow(code('invalid_input', 'consent_note'));
    expect(() => set({})).toThrow(code('invalid_input'));
    expect(() => set({ consent_note: 'Bob' })).toThrow(code('invalid_input'));
    set({ consent: true, consent_note: 'Bob, by mail' });
    set({ consent: false });
    set({ left_out: true });
    expect(sent().map(({ kind, account: of, patch }) => [kind, of, patch])).toEqual([
      ['reward.account', 'acct-1', { consent: true, consent_note: 'Bob, by mail' }],
      ['reward.account', 'acct-1', { consent: false }],
      ['reward.account', 'acct-1', { left_out: true }],
    ]);
  });

  test('gets points, and its points are corrected, by rewards that are set as a whole', () => {
    const program = { is_on: true };
    rewards.setProgram(context(), program as never);
    const given = rewards.award(context(), { account, points: 5, reason: 'a talk' } as never);
    const corrected = rewards.adjust(context(), { account, points: -2, reason: 'a slip' } as never);
    expect(
      sent()
        .map(({ kind, entry, account: of, patch }) => [kind, entry, of, patch])
        .slice(1),
    ).toEqual([
      ['reward.award', given, 'acct-1', { points: 5, reason: 'a talk' }],
      ['reward.adjust', corrected, 'acct-1', { points: -2, reason: 'a slip' }],
    ]);
    expect(sent()[0]).toMatchObject({ kind: 'reward.program', account: null, patch: program });
  });
});

describe('a redemption', () => {
  const redeem = (said: object = {}) =>
    rewards.redeem(context(), { account, itemId: 'cup', contactId: 11, note: '', ...said });

  test('is of an item, for a contact of the account or for the account, with words or without', () => {
    redeem();
    redeem({ contactId: null, note: 'blue' });
    expect(sent().map(({ kind, account: of, patch }) => [kind, of, patch])).toEqual([
      ['reward.redeem', 'acct-1', { item: 'cup', contact: 'user-11', note: null }],
      ['reward.redeem', 'acct-1', { item: 'cup', contact: null, note: 'blue' }],
    ]);
  });

  test('is none of what is gone: not of an item, nor for a contact of another account', () => {
    expect(() => redeem({ itemId: 'none' })).toThrow(code('not_found'));
    expect(() => redeem({ contactId: 12 })).toThrow(code('not_found'));
    expect(sent()).toEqual([]);
  });

  const asked = (stage: string) =>
    fill('user_rewards', { reward_id: 'r1', organization_id: 2, item_id: 'cup', stage });
  const decide = (said: object) => rewards.decideReward(context(), { id: 'r1', ...said } as never);
  const reverse = (id = 'r1') => rewards.reverse(context(), { id, reason: 'lost' });

  test('that waits is answered once: approved, or refused with a reason', () => {
    asked('proposed');
    for (const reason of [undefined, ''])
      expect(() => decide({ decision: 'refuse', reason })).toThrow(code('invalid_input', 'reason'));
    decide({ decision: 'refuse', reason: 'sold out' });
    expect(() => decide({ decision: 'approve' })).toThrow(code('conflict'));
    expect(sent()).toEqual([
      {
        ...{ kind: 'reward.decide', entry: 'r1', account: 'acct-2', base: null },
        patch: { decision: 'refuse', reason: 'sold out' },
      },
    ]);
    expect(() => reverse()).toThrow(code('conflict'));
  });

  test('that was approved is answered no more, and taken back once', () => {
    asked('approved');
    expect(() => decide({ decision: 'approve' })).toThrow(code('conflict'));
    reverse();
    expect(() => reverse()).toThrow(code('conflict'));
    expect(sent().map(({ kind, entry, account: of, patch }) => [kind, entry, of, patch])).toEqual([
      ['reward.reverse', 'r1', 'acct-2', { reason: 'lost' }],
    ]);
  });

  test('that is not there is neither answered nor taken back; points that came in are taken back', () => {
    expect(() => decide({ decision: 'approve' })).toThrow(code('not_found'));
    expect(() => reverse()).toThrow(code('not_found'));
    fill('reward_transactions', { transaction_id: 't1', organization_id: 1 });
    reverse('t1');
    expect(sent()).toMatchObject([{ kind: 'reward.reverse', entry: 't1', account: 'acct-1' }]);
  });
});

describe('a badge of the company’s own', () => {
  const cup = { name: 'Cup', kind: 'svg', picture: '<svg/>' } as const;

  test('has a name that no other has, however it is written', () => {
    fill('badges', { badge_id: 'b1', name: 'Star' });
    expect(() => addBadge(context(), { ...cup, name: 'STAR' })).toThrow(code('conflict', 'name'));
    const entry = addBadge(context(), cup);
    expect(sent()).toEqual([{ kind: 'badge.add', entry, account: null, base: null, patch: cup }]);
  });

  test('goes, unless a milestone has it; one that is gone goes in silence', () => {
    fill('badges', { badge_id: 'b1', name: 'Star' });
    fill('milestone_definitions', { milestone_id: 'm1', name: 'First report', definition: '{"badge":"b1"}' });
    expect(() => removeBadge(context(), 'b1')).toThrow(/“Star” is the badge of “First report”/);
    run(`update milestone_definitions set definition = '{}'`);
    removeBadge(context(), 'b1');
    removeBadge(context(), 'none');
    expect(sent()).toEqual([{ kind: 'badge.remove', entry: 'b1', account: null, base: null, patch: {} }]);
  });
});

describe('a celebration', () => {
  const celebrated = { account: { organizationId: 2 }, id: 'c1' };
  const made = (skippedAt: number | null, stage: string) => {
    fill('milestone_achievements', { achievement_id: 'a1', organization_id: 2, milestone_id: 'm1' });
    fill('copied_milestone_definitions', { milestone_id: 'm1', definition: '{}' });
    fill('celebrations', {
      ...{ celebration_id: 'c1', organization_id: 2, achievement_id: 'a1', milestone_id: 'm1' },
      skipped_at: skippedAt,
    });
    fill('interventions', { run_id: 'r1', organization_id: 2, stage });
    fill('celebration_messages', { run_id: 'r1', celebration_id: 'c1' });
  };
  const addWords = (words: string | null) => celebrations.addWords(context(), { ...celebrated, words });
  const decide = (decision: 'release' | 'skip', reason: string | null = null) =>
    celebrations.decideCelebration(context(), { ...celebrated, decision, reason });
  const said = () => sent().map(({ kind, entry, account: of, patch }) => [kind, entry, of, patch]);

  test('that waits gets words or loses them, goes, or is skipped with a reason; then nothing of it goes', () => {
    made(null, 'waiting');
    addWords('Well done');
    addWords(null);
    decide('release');
    for (const reason of [null, ' \n'])
      expect(() => decide('skip', reason)).toThrow(code('invalid_input', 'reason'));
    decide('skip', ' too early ');
    expect(said()).toEqual([
      ['celebration.words', 'c1', 'acct-2', { words: 'Well done' }],
      ['celebration.words', 'c1', 'acct-2', { words: null }],
      ['celebration.decide', 'c1', 'acct-2', { decision: 'release' }],
      ['celebration.decide', 'c1', 'acct-2', { decision: 'skip', reason: 'too early' }],
    ]);
    expect(() => addWords('Again')).toThrow(code('conflict'));
    expect(() => decide('release')).toThrow(code('conflict'));
  });

  test.each([
    ['was skipped', 1, 'waiting'],
    ['has gone', null, 'sent'],
  ])('that %s stays as it is', (_, skippedAt, stage) => {
    made(skippedAt, stage);
    expect(() => addWords('Again')).toThrow(code('conflict'));
    expect(() => decide('release')).toThrow(code('conflict'));
    expect(said()).toEqual([]);
  });

  test('that is not there gets no words', () => {
    expect(() => addWords('Well done')).toThrow(code('not_found'));
  });

  test('is written by a template of celebrations that one can unsubscribe from, or by none', () => {
    const set = (template: string | null) => celebrations.setCelebrating(context(), { template } as never);
    const templates = [
      ['good', 'celebration', 0, 0],
      ['news', 'news', 0, 0],
      ['old', 'celebration', 1, 0],
      ['must', 'celebration', 0, 1],
    ];
    for (const [id, category, archived, transactional] of templates)
      fill('email_templates', { template_id: id, category, archived, transactional });
    for (const id of ['news', 'old', 'must', 'none'])
      expect(() => set(id), id).toThrow(code('invalid_input', 'template'));
    set('good');
    set(null);
    expect(sent().map(({ kind, account: of, patch }) => [kind, of, patch])).toEqual([
      ['celebration.settings', null, { settings: { template: 'good' } }],
      ['celebration.settings', null, { settings: { template: null } }],
    ]);
  });
});
