import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeMembership } from '../../src-main/store/copy/membership';
import { type OutboxRow, openOperationsOf, outboxColumns } from '../../src-main/store/operations/outbox';
import { writeTransaction } from '../../src-main/store/write-transaction';
import type { AccountToWriteTo } from '../../src-preload/contract/interventions/launch';
import type { Message, SendingState } from '../../src-preload/contract/interventions/messages';
import { type ApiOnStore, apiOnStore } from '../support/api-on-store';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';

const now = Date.now();
const today = Math.floor(now / (24 * 3_600_000));
const hour = 3_600_000;
const day = 24 * hour;

let temporary: TemporaryStore;
let api: ApiOnStore;
beforeEach(() => {
  temporary = temporaryStore();
  const { store } = temporary;
  api = apiOnStore(store, '');
  writeTransaction(store, 'test', (tx) => {
    writeMembership(tx, { role: 'manager', managerId: null });
  });
  addAccount(store, today, { organization: { organizationId: 1, externalId: 'acme', name: 'Acme' } });
  addAccount(store, today, { organization: { organizationId: 2, externalId: 'bolt', name: 'Bolt' } });
  const people: readonly [number, number, string, object?][] = [
    [1, 1, 'Bob', { email: 'bob@acme.example' }],
    [2, 1, 'Champ', { email: 'champ@acme.example', role: 'champion' }],
    [3, 1, 'Nobody', { email: null }],
    [4, 1, 'Left', { email: 'left@acme.example', deactivatedAt: 1 }],
    [5, 2, 'Bob too', { email: ' BOB@acme.example ' }],
  ];
  for (const [userId, organizationId, name, more] of people)
    addContact(store, { userId, organizationId, externalId: `u${userId}`, name, ...more });
});
afterEach(() => temporary.remove());

async function ask<T>(path: string, input?: unknown): Promise<T> {
  const answer = await api.call(`interventions.${path}`, input);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data as T;
}
const refusal = async (path: string, input?: unknown) => {
  const answer = await api.call(`interventions.${path}`, input);
  return answer.ok ? null : answer.error.code;
};

let made = 0;
/** As a pull brings it. @returns its run */
function addMessage(more: Readonly<Record<string, unknown>> = {}): string {
  made += 1;
  const run = `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
  const row: Record<string, unknown> = {
    row_id: made,
    run_id: run,
    organization_id: 1,
    user_id: 1,
    channel: 'email',
    occurrence: `launch ${made}`,
    launched_by: 'ann',
    content: JSON.stringify({ subject: `Subject ${made}`, text: 'Words' }),
    category: 'relationship',
    on_cap: 'wait',
    due_at: now,
    expires_at: now + 7 * day,
    created_at: now,
    stage: 'waiting',
    reason: 'due',
    changed_at: now,
    next_due: now,
    attempt: 0,
    needs_approval: 0,
    ...more,
  };
  const names = Object.keys(row);
  writeTransaction(temporary.store, 'test', (tx) => {
    tx.prepared<unknown[]>(
      `insert into interventions (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
    ).run(...Object.values(row));
  });
  return run;
}
const propose = (more: object = {}) =>
  addMessage({
    stage: 'proposed',
    reason: 'approval',
    needs_approval: 1,
    rule_id: 'r',
    rule_version: 1,
    ...more,
  });

const list = async (group: 'approvals' | 'waiting' | 'all', more: object = {}) =>
  (await ask<{ messages: Message[] }>('list', { group, offset: 0, limit: 50, ...more })).messages;
const runs = async (group: 'approvals' | 'waiting' | 'all', more: object = {}) =>
  (await list(group, more)).map(({ runId }) => runId);
const outbox = () =>
  temporary.store.read.prepared<[], OutboxRow>(`select ${outboxColumns} from operations order by seq`).all();
const acme = { id: 1, externalId: 'acme' };

test('lists and their numbers are of one manager’s accounts, where one asks for those', async () => {
  const { client } = temporary.store.db;
  client.exec(`insert into managers (manager_id, name, email) values (8, 'Ann', 'a'), (9, 'Eva', 'e');
               update organizations set owner_id = organization_id + 7`);
  addMessage();
  addMessage({ organization_id: 2, user_id: 5, stage: 'unknown', dot_at: now });
  addMessage({ organization_id: 2, user_id: 5, stage: 'proposed', needs_approval: 1 });
  const totals = async (ownerId?: number) => {
    const of = ownerId === undefined ? {} : { ownerId };
    const lists = [];
    for (const group of ['approvals', 'waiting', 'all'])
      lists.push((await ask<{ total: number }>('list', { ...of, group, offset: 0, limit: 50 })).total);
    const { counts } = await ask<SendingState>('sending', of);
    return [...lists, counts.approvals, counts.waiting, counts.unknown];
  };
  expect(await totals()).toEqual([1, 1, 3, 1, 1, 1]);
  expect(await totals(8)).toEqual([0, 1, 1, 0, 1, 0]);
  expect(await totals(9)).toEqual([1, 0, 2, 1, 0, 1]);
});

describe('what a manager sees of messages', () => {
  test('each list has its own: what asks, what is under way, and all, the latest change first', async () => {
    const waiting = addMessage({ next_due: now + hour });
    const asked = propose();
    const sent = addMessage({ stage: 'sent', reason: 'sent', changed_at: now + 1 });
    propose({ expires_at: now - 1 });
    expect(await runs('approvals')).toEqual([asked]);
    expect(await runs('waiting')).toEqual([waiting]);
    expect((await runs('all'))[0]).toBe(sent);
    expect(await runs('all')).toHaveLength(4);
    expect(await runs('all', { stages: ['sent', 'unknown'] })).toEqual([sent]);
    expect(await runs('all', { organizationId: 2 })).toEqual([]);
    expect(await ask<SendingState>('sending', {})).toMatchObject({
      stops: [],
      counts: { approvals: 1, waiting: 1, unknown: 0, outgoing: 0 },
    });
  });

  test('one of a sequence names it and the number of its step, by the steps that hold for its contact', async () => {
    const steps = (...ids: string[]) => JSON.stringify({ steps: ids.map((id) => ({ id })) });
    temporary.store.db.client.exec(`
      insert into copied_sequences (row_id, sequence_id, name, definition, state, author, made_at, version, changed, created_at)
      values (1, 'welcome', 'Welcome', '${steps('new1', 'mail1')}', 'active', 'ada', 0, 4, '{"definition":4}', 0),
             (2, 'removed', 'Removed', '${steps('mail1')}', 'active', 'ada', 0, 1, '{}', 0);
      update copied_sequences set removed_at = 1 where row_id = 2;
      insert into sequence_versions (row_id, sequence_id, version, definition, author, made_at)
      values (1, 'welcome', 1, '${steps('wait1', 'wait2', 'mail1')}', 'ada', 0), (2, 'welcome', 4, '${steps('new1', 'mail1')}', 'ada', 0);
      insert into enrolments (enrolment_id, sequence_id, organization_id, user_id, entry_key, version, generation, step_id, is_done, since_at,
                              waits_for, entered_at, entered_by, entered_how)
      values (7, 'welcome', 1, 1, '', 1, 1, 'mail1', 0, 0, 'message', 0, 'ada', 'hand')`);
    const of = (sequence_id: string, enrolment_id: number, step_id: string) =>
      addMessage({ sequence_id, enrolment_id, step_id, changed_at: now - made });
    of('welcome', 7, 'mail1');
    // Whose enrolment is forgotten is told by the steps of now.
    of('welcome', 8, 'mail1');
    of('welcome', 8, 'gone1');
    of('removed', 9, 'mail1');
    addMessage({ changed_at: now - day, user_id: 2 });
    const told = (await list('all')).map((one) => [one.sequenceName, one.sequenceStep]);
    expect(told).toEqual([
      ['Welcome', 3],
      ['Welcome', 2],
      ['Welcome', null],
      [null, null],
      [null, null],
    ]);
    expect(await list('all', { organizationId: 1, contactId: 2 })).toMatchObject([{ sequenceId: null }]);
  });

  test('while sending is stopped, what waits says so, whatever it waited for', async () => {
    addMessage({ reason: 'cap', next_due: now + day });
    writeTransaction(temporary.store, 'test', (tx) => {
      tx.prepared<[number]>(
        `insert into sending_stops (stop_id, kind, reason, stopped_by, stopped_at, leaving) values (1, 'person', 'a wrong list', 'ann', ?, 2)`,
      ).run(now);
    });
    expect(await list('waiting')).toMatchObject([{ reason: 'stopped', until: null }]);
    expect(await ask<SendingState>('sending', {})).toMatchObject({
      stops: [{ ruleId: null, reason: 'a wrong list', by: 'ann', leaving: 2, isBeingReleased: false }],
    });
  });

  test('contacts to write to stand by role, with how many they had by address in 7 days', async () => {
    addMessage({ user_id: 5, organization_id: 2, stage: 'sent', counted_at: now - day, sent_at: now - day });
    addMessage({ stage: 'sent', counted_at: now - 8 * day, sent_at: now - 8 * day });
    const { accounts } = await ask<{ accounts: AccountToWriteTo[] }>('choices', { organizationIds: [1, 99] });
    expect(accounts).toHaveLength(1);
    expect(accounts[0]?.contacts.map(({ name, lately }) => [name, lately])).toEqual([
      ['Champ', 0],
      ['Bob', 1],
    ]);
  });
});

describe('what is decided waits for the company, visibly', () => {
  test('a launch is one operation an account, with the company’s own ids', async () => {
    await ask('launch', {
      to: [
        { account: acme, contactIds: [1, 2] },
        { account: { id: 2, externalId: 'bolt' }, contactIds: [5] },
      ],
      templateId: null,
      subject: 'Hello',
      text: 'How are you?',
    });
    expect(outbox().map(({ kind, externalId, patch }) => [kind, externalId, JSON.parse(patch)])).toEqual([
      [
        'message.launch',
        'acme',
        { contacts: ['u1', 'u2'], subject: 'Hello', text: 'How are you?', undo_seconds: 10 },
      ],
      [
        'message.launch',
        'bolt',
        { contacts: ['u5'], subject: 'Hello', text: 'How are you?', undo_seconds: 10 },
      ],
    ]);
    expect(await ask('outgoing', {})).toMatchObject([
      { account: 'Acme', contacts: ['Bob', 'Champ'], what: 'Hello', isBeingTakenBack: false },
      { account: 'Bolt' },
    ]);
    expect(await ask('outgoing', { organizationId: 2 })).toHaveLength(1);
  });

  test('taken back, it says so until the company has answered', async () => {
    const { launches } = await ask<{ launches: { entry: string }[] }>('launch', {
      ...{ to: [{ account: acme, contactIds: [1] }], templateId: null, subject: 'Hello', text: 'Words' },
    });
    const entry = launches[0]?.entry ?? '';
    await ask('cancel', { account: acme, entry });
    expect(await ask('outgoing', {})).toMatchObject([{ isBeingTakenBack: true }]);
    const of = writeTransaction(temporary.store, 'test', (tx) =>
      openOperationsOf(tx, entry).map(({ kind }) => kind),
    );
    expect(of).toEqual(['message.launch', 'message.cancel']);
    // In the copy by now, and its taking back not yet.
    addMessage({ occurrence: entry });
    expect(await list('waiting')).toMatchObject([{ onItsWay: 'cancel' }]);
  });

  test('an approval leaves the list at once; taken back it is there again; a rejection needs a reason', async () => {
    const run = propose();
    await ask('decide', { runId: run, decision: 'approve' });
    expect(await runs('approvals')).toEqual([]);
    expect(await list('waiting')).toMatchObject([{ runId: run, onItsWay: 'approve' }]);
    await ask('decide', { runId: run, decision: 'withdraw' });
    expect(await runs('approvals')).toEqual([run]);
    expect(await refusal('decide', { runId: run, decision: 'reject' })).toBe('invalid_input');
    expect(await refusal('decide', { runId: run, decision: 'approve', subject: 'Only this' })).toBe(
      'invalid_input',
    );
    await ask('decide', { runId: run, decision: 'reject', reason: 'not now' });
    expect(await runs('approvals')).toEqual([]);
  });

  test('what asks no more can’t be answered', async () => {
    for (const run of [
      propose({ expires_at: now - 1 }),
      addMessage(),
      addMessage({ stage: 'sent', reason: 'sent' }),
    ])
      expect(await refusal('decide', { runId: run, decision: 'approve' })).toBe('conflict');
  });

  test('that one didn’t arrive can be said after 15 minutes; that it did, at once', async () => {
    const fresh = addMessage({ stage: 'unknown', reason: 'lost', dot_at: now - 14 * 60_000 });
    const old = addMessage({ stage: 'unknown', reason: 'lost', dot_at: now - 16 * 60_000 });
    expect(await refusal('settle', { runId: fresh, arrived: false })).toBe('conflict');
    await ask('settle', { runId: fresh, arrived: true });
    await ask('settle', { runId: old, arrived: false });
    expect(outbox().map(({ kind }) => kind)).toEqual(['message.settle', 'message.settle']);
  });

  test('a stop waits as well, and everything is let go by admins alone', async () => {
    await ask('stop', { rule: null, reason: 'a wrong list' });
    expect(await ask<SendingState>('sending', {})).toMatchObject({ isBeingStopped: true });
    expect(await refusal('release', { rule: null })).toBe('forbidden');
  });

  test.each([
    [{ subject: undefined }, 'invalid_input'],
    [{ text: ' ' }, 'invalid_input'],
    [{ subject: 'Two\r\nBcc: x@y.example' }, 'invalid_input'],
    [{ templateId: '019ab000-0000-7000-8000-000000000001' }, 'not_found'],
    [{ to: [{ account: acme, contactIds: [99] }] }, 'not_found'],
    [{ to: [{ account: { id: 1, externalId: 'other' }, contactIds: [1] }] }, 'conflict'],
    [{ to: [] }, 'invalid_input'],
  ])('a launch that is none is refused, and nothing goes up: %j', async (more, code) => {
    const launch = {
      to: [{ account: acme, contactIds: [1] }],
      templateId: null,
      subject: 'Hello',
      text: 'Words',
    };
    expect(await refusal('launch', { ...launch, ...more })).toBe(code);
    expect(outbox()).toEqual([]);
  });

  test('consent needs what it rests on, and its withdrawal nothing', async () => {
    const consent = { account: acme, contactId: 1, category: 'news', state: 'granted' };
    expect(await refusal('recordConsent', consent)).toBe('invalid_input');
    await ask('recordConsent', { ...consent, basis: 'contract' });
    await ask('recordConsent', { ...consent, state: 'withdrawn', category: '*' });
    expect(await ask('consents', { organizationId: 1, contactId: 1 })).toEqual({
      consents: [],
      isPending: true,
    });
  });

  test('without a company nothing can be foreseen, and it is said', async () => {
    const asked = { to: [{ organizationId: 1, contactIds: [1] }], templateId: null };
    expect(await refusal('foresee', asked)).toBe('not_ready');
  });
});
