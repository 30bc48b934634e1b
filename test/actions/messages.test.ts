import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as messages from '../../src-main/actions/messages/messages';
import { settleDeparture, settleReply } from '../../src-main/actions/messages/replies';
import { writeMembership } from '../../src-main/store/copy/membership';
import { writeTransaction } from '../../src-main/store/write-transaction';
import type { Role } from '../../src-preload/contract/roles';
import { decisionsOn } from '../support/action-context';
import { fillRow } from '../support/filled-row';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
const now = today * 86_400_000;
let temporary: TemporaryStore;
let rescored: readonly (number | string)[][];
let pushes: number;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  rescored = [];
  pushes = 0;
  for (const organizationId of [1, 2]) {
    addAccount(temporary.store, today, { organization: { organizationId } });
    addContact(temporary.store, { userId: 10 + organizationId, organizationId, name: 'Ann' });
  }
});
afterEach(() => temporary.remove());

const context = (at = now) =>
  decisionsOn(temporary.store, at, {
    pushSoon: () => (pushes += 1),
    rescore: (_tx, ids) => (rescored = [...rescored, [...ids]]),
  });
const fill = (table: string, said: Record<string, unknown>) => fillRow(temporary.store, table, said);
const signIn = (role: Role) =>
  writeTransaction(temporary.store, 'test login', (tx) => writeMembership(tx, { role, managerId: null }));
/** What went on its way: its kind, its entry where it has one of before, the account and what it says. */
const sent = () =>
  temporary.store.read
    .prepared<[], { kind: string; entry: string; account: string | null; patch: string }>(
      'select kind, entry, organization_external_id as account, patch from operations order by seq',
    )
    .all()
    .map(({ patch, ...rest }) => ({ ...rest, patch: JSON.parse(patch) as unknown }));
const account = { organizationId: 1 };
const code = (name: string, field?: string) =>
  expect.objectContaining({
    code: name,
    ...(field === undefined ? {} : { fields: expect.objectContaining({ [field]: expect.any(String) }) }),
  });

describe('a message of one’s own', () => {
  const to = [
    { account, contactIds: [11] },
    { account: { organizationId: 2 }, contactIds: [12] },
  ];

  test('goes as one operation an account, to its contacts by the company’s ids, and can be taken back for ten seconds', () => {
    const launched = messages.launch(context(), { to, templateId: null, subject: 'Hi', text: 'there' });
    const patch = { subject: 'Hi', text: 'there', undo_seconds: 10 };
    expect(sent()).toEqual([
      {
        kind: 'message.launch',
        entry: launched[0]?.entry,
        account: 'acct-1',
        patch: { contacts: ['user-11'], ...patch },
      },
      {
        kind: 'message.launch',
        entry: launched[1]?.entry,
        account: 'acct-2',
        patch: { contacts: ['user-12'], ...patch },
      },
    ]);
    expect(launched.map(({ organizationId }) => organizationId)).toEqual([1, 2]);
    expect(pushes).toBe(2);
    messages.takeBack(context(), { account, entry: launched[0]?.entry ?? '' });
    expect(sent()[2]).toEqual({
      kind: 'message.cancel',
      entry: launched[0]?.entry,
      account: 'acct-1',
      patch: {},
    });
  });

  test('says its channel unless that is email, and when it goes where somebody chose', () => {
    const one = { to: to.slice(0, 1), templateId: null, subject: 'Hi', text: 'there' };
    messages.launch(context(), { ...one, channel: 'sms', send_at: now + 1, on_cap: 'wait' } as never);
    expect(sent()[0]?.patch).toMatchObject({ channel: 'sms', send_at: now + 1, on_cap: 'wait' });
    messages.launch(context(), { ...one, channel: 'email' });
    for (const field of ['channel', 'send_at', 'on_cap', 'despite'])
      expect(sent()[1]?.patch).not.toHaveProperty(field);
  });

  test.each([
    ['without words', { subject: 'Hi', text: ' \n' }, 'text'],
    ['without a subject', { text: 'there' }, 'subject'],
    ['longer than its channel takes', { subject: 'Hi', text: 'x'.repeat(20_000), channel: 'sms' }, 'text'],
  ])('%s does not go, and says at which field', (_, says, field) => {
    expect(() => messages.launch(context(), { to, templateId: null, ...says } as never)).toThrow(
      code('invalid_input', field),
    );
    expect(sent()).toEqual([]);
  });

  test('to somebody of another account, or by a template that is gone, does not go, to nobody', () => {
    const strange = [...to, { account, contactIds: [12] }];
    const says = { templateId: null, subject: 'Hi', text: 'there' };
    expect(() => messages.launch(context(), { to: strange, ...says })).toThrow(code('not_found'));
    expect(() => messages.launch(context(), { to, templateId: 'none' })).toThrow(code('not_found'));
    expect(sent()).toEqual([]);
  });
});

describe('a message that a rule proposes', () => {
  const run = (said: Record<string, unknown> = {}) =>
    fill('interventions', {
      run_id: 'r1',
      organization_id: 1,
      stage: 'proposed',
      expires_at: now + 1,
      ...said,
    });
  const decide = (said: object, at = now) =>
    messages.decideMessage(context(at), { runId: 'r1', ...said } as never);

  test('is approved with ten seconds to take that back, or rejected with a reason', () => {
    run();
    decide({ decision: 'approve' });
    decide({ decision: 'reject', reason: 'too early' });
    expect(sent()).toEqual([
      {
        kind: 'message.decide',
        entry: 'r1',
        account: 'acct-1',
        patch: { decision: 'approve', undo_seconds: 10 },
      },
      {
        kind: 'message.decide',
        entry: 'r1',
        account: 'acct-1',
        patch: { decision: 'reject', reason: 'too early' },
      },
    ]);
  });

  test('needs a reason to be rejected, and both of subject and words to be changed', () => {
    run();
    expect(() => decide({ decision: 'reject' })).toThrow(code('invalid_input', 'reason'));
    for (const half of [{ subject: 'Hi' }, { text: 'there' }])
      expect(() => decide({ decision: 'approve', ...half })).toThrow(code('invalid_input'));
    decide({ decision: 'approve', subject: 'Hi', text: 'there' });
    expect(sent()).toHaveLength(1);
  });

  test('waits for no answer once it is over or was answered, but can be withdrawn', () => {
    run();
    expect(() => decide({ decision: 'approve' }, now + 1)).toThrow(code('conflict'));
    temporary.store.db.client.exec("update interventions set stage = 'waiting'");
    expect(() => decide({ decision: 'approve' })).toThrow(code('conflict'));
    decide({ decision: 'withdraw' });
    expect(sent().map(({ patch }) => patch)).toEqual([{ decision: 'withdraw' }]);
  });

  test('of which nobody knows whether it arrived did arrive, or did not, 15 minutes after its last byte', () => {
    run({ stage: 'unknown', dot_at: now - 15 * 60_000 + 1 });
    const settle = (arrived: boolean, at = now) =>
      messages.settleMessage(context(at), { runId: 'r1', arrived });
    expect(() => settle(false)).toThrow(code('conflict'));
    settle(true);
    settle(false, now + 1);
    expect(sent().map(({ kind, entry, patch }) => [kind, entry, patch])).toEqual([
      ['message.settle', 'r1', { arrived: true }],
      ['message.settle', 'r1', { arrived: false }],
    ]);
    temporary.store.db.client.exec("update interventions set stage = 'sent'");
    expect(() => settle(true)).toThrow(code('conflict'));
    expect(() => messages.settleMessage(context(), { runId: 'gone', arrived: true })).toThrow(
      code('not_found'),
    );
  });
});

describe('sending', () => {
  test('is stopped as a whole by anybody, and let go on by admins alone; of a rule by whoever stopped it', () => {
    signIn('manager');
    messages.stopSending(context(), { rule: null, reason: 'storm' });
    expect(() => messages.releaseSending(context(), null)).toThrow(code('forbidden'));
    messages.releaseSending(context(), 'rule');
    signIn('admin');
    messages.releaseSending(context(), null);
    expect(sent().map(({ kind, account: of, patch }) => [kind, of, patch])).toEqual([
      ['sending.stop', null, { rule: null, reason: 'storm' }],
      ['sending.release', null, { rule: 'rule' }],
      ['sending.release', null, { rule: null }],
    ]);
    expect(() => messages.stopSending(context(), { rule: 'gone', reason: 'x' })).toThrow(code('not_found'));
  });
});

describe('what a contact agreed to', () => {
  const record = (said: object) =>
    messages.recordConsent(context(), { account, contactId: 11, category: 'news', ...said } as never);

  test('rests on something; what they withdrew from on nothing', () => {
    expect(() => record({ state: 'granted' })).toThrow(code('invalid_input', 'basis'));
    expect(() => record({ state: 'denied', basis: 'consent' })).toThrow(code('invalid_input', 'basis'));
    record({ state: 'granted', basis: 'contract' });
    record({ state: 'denied', source: 'by phone' });
    expect(sent()).toMatchObject([
      {
        kind: 'consent.record',
        account: 'acct-1',
        patch: { contact: 'user-11', category: 'news', state: 'granted', basis: 'contract' },
      },
      {
        kind: 'consent.record',
        account: 'acct-1',
        patch: { contact: 'user-11', category: 'news', state: 'denied', source: 'by phone' },
      },
    ]);
    for (const { patch } of sent()) expect(patch).not.toHaveProperty('channel');
  });

  test('for SMS is their own consent, with where they gave it', () => {
    const sms = { state: 'granted', channel: 'sms' };
    for (const less of [{ basis: 'consent' }, { basis: 'contract', source: 'in the app' }])
      expect(() => record({ ...sms, ...less })).toThrow(code('invalid_input', 'source'));
    record({ ...sms, basis: 'consent', source: 'in the app' });
    record({ state: 'denied', channel: 'sms' });
    expect(sent().map(({ patch }) => (patch as { channel: string }).channel)).toEqual(['sms', 'sms']);
  });
});

describe('what came in by mail', () => {
  test('is a reply that somebody took care of; anything else is none', () => {
    fill('incoming_mails', { mail_id: 'm1', organization_id: 1, kind: 'reply' });
    fill('incoming_mails', { mail_id: 'm2', organization_id: 1, kind: 'bounce' });
    settleReply(context(), { mailId: 'm1', answered: true });
    expect(() => settleReply(context(), { mailId: 'm2', answered: true })).toThrow(code('not_found'));
    expect(sent()).toEqual([
      { kind: 'reply.settle', entry: 'm1', account: 'acct-1', patch: { answered: true } },
    ]);
  });

  test('and said that a contact is gone is taken back, with the score of the account; once', () => {
    fill('contact_departures', { departure_id: 'd1', organization_id: 2, settled_at: null });
    settleDeparture(context(), 'd1');
    expect(sent()).toEqual([{ kind: 'departure.settle', entry: 'd1', account: 'acct-2', patch: {} }]);
    expect(rescored).toEqual([[2]]);
    temporary.store.db.client.exec('update contact_departures set settled_at = 1');
    expect(() => settleDeparture(context(), 'd1')).toThrow(code('not_found'));
  });
});
