import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readCelebrations } from '../../src-main/store/celebrations/read-celebrations';
import { readLastReached } from '../../src-main/store/celebrations/read-mails';
import { readOwnManager, readRole, writeMembership } from '../../src-main/store/copy/membership';
import { readAccountLinks, writeAccountLinks } from '../../src-main/store/desk/account-links';
import { readLease } from '../../src-main/store/desk/lease';
import { backupFolderOf, hasBackups } from '../../src-main/store/file/backup-folder';
import { readLaunchChoices } from '../../src-main/store/messages/read-choices';
import { readContactsReached } from '../../src-main/store/milestones/read-people';
import { readAssignments } from '../../src-main/store/milestones/read-progress';
import { sequenceEntry } from '../../src-main/store/operations/sequence-entry';
import { readOutbox } from '../../src-main/store/operations/set-backs';
import { readInboxPosition, writeInboxPosition } from '../../src-main/store/sending/inbox-positions';
import { readInside } from '../../src-main/store/sequences/read-inside';
import {
  type Judging,
  putJudging,
  readJudging,
  readVerdicts,
} from '../../src-main/store/triggers/outgoing-judgings';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { fillRow } from '../support/filled-row';
import { sequenceDefinition } from '../support/sequences/entries';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
const now = today * 86_400_000;
let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  for (const organizationId of [1, 2])
    addAccount(temporary.store, today, { organization: { organizationId } });
});
afterEach(() => temporary.remove());

const db = () => temporary.store.read;
const fill = (table: string, said: Record<string, unknown>) => fillRow(temporary.store, table, said);
const write = (work: Parameters<typeof writeTransaction>[2]) =>
  writeTransaction(temporary.store, 'test', work);

const externalIdOf = (id: number) =>
  db()
    .prepared<[number], string>('select external_id from organizations where organization_id = ?')
    .pluck()
    .get(id);

describe('what was celebrated', () => {
  test('waits with the longest wait first, and is history with the latest first', () => {
    fill('copied_milestone_definitions', { milestone_id: 'm', name: 'Kick-off', definition: '{}' });
    for (const [id, skipped] of [
      ['first', 0],
      ['second', 0],
      ['gone first', 5],
      ['gone second', 5],
    ] as const) {
      const madeAt = /first/.test(id) ? now - 2 : now - 1;
      fill('milestone_achievements', { achievement_id: `of ${id}`, organization_id: 1, milestone_id: 'm' });
      fill('celebrations', {
        ...{ celebration_id: id, organization_id: 1, milestone_id: 'm', achievement_id: `of ${id}` },
        ...{ made_at: madeAt, skipped_at: skipped === 0 ? null : now },
      });
      fill('interventions', { run_id: `run of ${id}`, organization_id: 1, stage: 'waiting', user_id: 7 });
      fill('celebration_messages', { celebration_id: id, run_id: `run of ${id}` });
    }
    const ids = (group: 'waiting' | 'skipped') =>
      readCelebrations(db(), { group, owner: null, offset: 0, limit: 9 }).rows.map(({ id }) => id);
    expect(ids('waiting')).toEqual(['first', 'second']);
    expect(ids('skipped')).toEqual(['gone second', 'gone first']);
  });
});

describe('whom an account has to write to', () => {
  test('comes with when the last message went to them, of all that did', () => {
    addContact(temporary.store, { userId: 7, organizationId: 1, name: 'Ann', email: 'ann@acme.example' });
    for (const sentAt of [now - 300, now - 100, now - 200])
      fill('interventions', { organization_id: 1, user_id: 7, stage: 'sent', sent_at: sentAt });
    expect(readLaunchChoices(db(), [1], now)[0]?.contacts).toMatchObject([
      { contactId: 7, lastAt: now - 100 },
    ]);
  });
});

describe('plans that are followed', () => {
  test('are those of the accounts that are asked for, with what was decided here of them alone', () => {
    for (const id of [1, 2])
      fill('operations', {
        ...{ op_id: `op ${id}`, entry: `op ${id}`, kind: 'plan.assign', state: 'pending', author: 'ann' },
        organization_external_id: externalIdOf(id),
        patch: JSON.stringify({ plan: '0190c3a2-0000-7000-8000-000000000001', started_on: '2026-11-18' }),
      });
    const whose = (among: readonly number[] | null) =>
      readAssignments(db(), among).map(({ organizationId }) => organizationId);
    expect(whose(null)).toEqual([1, 2]);
    expect(whose([2])).toEqual([2]);
    expect(whose([])).toEqual([]);
  });
});

describe('a sequence of a newer Steward', () => {
  const copied = (state: string, definition = JSON.stringify(sequenceDefinition())) => {
    const id = `s ${state} ${definition.length}`;
    fill('copied_sequences', {
      sequence_id: id,
      name: 'Welcome',
      state,
      definition,
      changed: '{}',
      version: 3,
    });
    return writeTransaction(temporary.store, 'test', (tx) => sequenceEntry.copied(tx, id));
  };
  test('is left out where it can’t be read as a whole', () => {
    expect(copied('active')?.row).toMatchObject({ name: 'Welcome', state: 'active', isRemoved: false });
    expect(copied('dreaming')).toBeNull();
    expect(copied('active', '{"steps":"none"}')).toBeNull();
    expect(writeTransaction(temporary.store, 'test', (tx) => sequenceEntry.copied(tx, 'nowhere'))).toBeNull();
  });
});

describe('what an account reached last', () => {
  test('is its own, or of the contact that is asked for, and nothing that was withdrawn', () => {
    fill('copied_milestone_definitions', { milestone_id: 'm', name: 'Kick-off', definition: '{}' });
    const reached = (day: number, more: object = {}) =>
      fill('milestone_achievements', {
        ...{ achievement_id: `a ${day}`, organization_id: 1, milestone_id: 'm', achieved_on: today - day },
        ...{ user_id: null, withdrawn_at: null, points: day, ...more },
      });
    reached(9);
    reached(5, { user_id: 7 });
    reached(3, { user_id: 8 });
    reached(2, { withdrawn_at: now });
    reached(1, { organization_id: 2 });
    const last = (contact: number | null) => readLastReached(db(), 1, contact).map(({ points }) => points);
    expect([last(null), last(7), last(8), last(9)]).toEqual([[9], [5], [3], [9]]);
    expect(readLastReached(db(), 3, null)).toEqual([]);
  });
});

describe('what waits to go up', () => {
  const waiting = () => {
    const { pending, pendingSince } = readOutbox(db());
    return [pending, pendingSince];
  };
  test('is counted, since the first of it', () => {
    expect(waiting()).toEqual([0, null]);
    for (const [id, state, madeAt] of [
      ['a', 'pending', now - 5],
      ['b', 'pending', now - 9],
      ['c', 'settled', now - 99],
    ] as const)
      fill('operations', { op_id: id, entry: id, kind: 'note.add', state, made_at: madeAt });
    expect(waiting()).toEqual([2, now - 9]);
  });
});

describe('who the login is', () => {
  const is = (role: 'admin' | 'manager' | null, managerId: number | null) =>
    write((tx) => writeMembership(tx, { role, managerId }));
  test('is noted where it changed, nobody of the managers as nobody', () => {
    expect([is('manager', 7), readRole(db()), readOwnManager(db())]).toEqual([true, 'manager', 7]);
    expect(is('manager', 7)).toBe(false);
    expect([is('manager', null), readOwnManager(db())]).toEqual([true, null]);
    expect(is('manager', null)).toBe(false);
    expect([is('admin', 0), readRole(db()), readOwnManager(db())]).toEqual([true, 'admin', 0]);
    expect([is(null, 7), readRole(db()), readOwnManager(db())]).toEqual([true, 'viewer', null]);
  });
});

describe('what contacts have reached', () => {
  test('is told of the accounts that are asked for, or of all', () => {
    for (const organizationId of [1, 2]) {
      addContact(temporary.store, { userId: 10 + organizationId, organizationId, name: 'Ann' });
      fill('user_milestones', {
        ...{
          organization_id: organizationId,
          user_id: 10 + organizationId,
          milestone_id: 'm',
          progress: 100,
        },
        moved_on: today,
      });
    }
    const keys = (among: readonly number[] | null) => [...readContactsReached(db(), among).keys()].toSorted();
    expect([keys(null), keys([2]), keys([])]).toEqual([['1 m', '2 m'], ['2 m'], []]);
  });
});

describe('links to other systems', () => {
  test('are those that were set, whatever else is, and none where they can’t be read', () => {
    const set = (key: string, value: string) =>
      write((tx) =>
        tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(key, value),
      );
    set('another', '{"links":[{"label":"Other","template":"https://other.example/{id}"}]}');
    expect(readAccountLinks(db())).toEqual([]);
    const links = [{ label: 'CRM', template: 'https://crm.example/{external_id}' }];
    write((tx) => writeAccountLinks(tx, links as never));
    const stored = readAccountLinks(db());
    set('account-links', '{"links":7}');
    expect([stored.length, readAccountLinks(db())]).toEqual([1, []]);
  });
});

describe('who is inside a sequence', () => {
  test('is looked at in the accounts that are asked for, or in all', () => {
    fill('copied_sequences', { sequence_id: 's', state: 'active' });
    for (const id of [1, 2])
      fill('enrolments', {
        ...{ enrolment_id: id, organization_id: id, sequence_id: 's', version: 1, ended_at: null },
      });
    const whose = (accounts: readonly number[] | 'all') =>
      readInside(db(), { accounts, after: 0, now, limit: 9 }).map(({ organizationId }) => organizationId);
    expect(whose('all')).toEqual([1, 2]);
    expect(whose([2])).toEqual([2]);
  });
});

describe('how far a mailbox was looked through', () => {
  test('is known of this history of the company, and of this mailbox', () => {
    const epoch = (of: string) => temporary.store.db.client.exec(`update sync_state set epoch = '${of}'`);
    fill('sync_state', { epoch: 'first' });
    expect(readInboxPosition(db(), 'INBOX')).toBeNull();
    write((tx) => writeInboxPosition(tx, 'INBOX', 41));
    expect(readInboxPosition(db(), 'INBOX')).toBe(41);
    expect(readInboxPosition(db(), 'Replies')).toBeNull();
    epoch('second');
    expect(readInboxPosition(db(), 'INBOX')).toBeNull();
  });
});

describe('what a rule came to', () => {
  const judging = (day: string, more: Partial<Judging> = {}): Judging => ({
    ...{ version: 1, day, factsAt: now, whole: null, problem: null, ...more },
  });
  const verdict = (organizationId: number) => ({
    ...{ organizationId, contactId: null, began: '2026-01-01', holds: true, rearms: null },
    ...{ made: 'c1', why: [] },
  });
  const waiting = () => readVerdicts(db(), 'r', 9).map(({ organizationId }) => organizationId);

  test('is added to on the day, and makes way for another day’s or another definition’s', () => {
    write((tx) => putJudging(tx, 'r', judging('2026-11-18'), [verdict(1)]));
    write((tx) => putJudging(tx, 'other', judging('2026-11-18'), [verdict(9)]));
    write((tx) => putJudging(tx, 'r', judging('2026-11-18'), [verdict(2)]));
    expect(waiting()).toEqual([1, 2]);
    write((tx) => putJudging(tx, 'r', judging('2026-11-19'), [verdict(3)]));
    expect(waiting()).toEqual([3]);
    write((tx) => putJudging(tx, 'r', judging('2026-11-19', { version: 2 }), [verdict(4)]));
    expect(waiting()).toEqual([4]);
    expect(readVerdicts(db(), 'other', 9)).toHaveLength(1);
  });

  test('of all accounts takes the place of what waits, and stays one of all with what is newer in it', () => {
    const whole = { lookedFrom: '2026-11-17', evaluated: 3, matched: 1, notKnown: 0, milliseconds: 5 };
    write((tx) => putJudging(tx, 'r', judging('2026-11-18'), [verdict(1)]));
    write((tx) => putJudging(tx, 'r', judging('2026-11-18', { whole }), [verdict(2)]));
    expect(waiting()).toEqual([2]);
    write((tx) => putJudging(tx, 'r', judging('2026-11-18'), [verdict(3)]));
    expect(waiting()).toEqual([2, 3]);
    expect(readJudging(db(), 'r')?.whole).toEqual(whole);
  });
});

describe('how long the copy went without its server', () => {
  const setting = (value: string) =>
    write((tx) =>
      tx.prepared<[string]>(`replace into settings (key, value) values ('sign-in.lease', ?)`).run(value),
    );
  test('is that of the last pull where nothing was noted, or what was can’t be read', () => {
    fill('sync_state', { as_of: now - 500, login: 'ann' });
    const ofPull = { login: 'ann', at: now - 500, age: 500 };
    expect(readLease(db(), now)).toMatchObject(ofPull);
    for (const text of ['', '{"login":', '[]', '{"login":"ann"}']) {
      setting(text);
      expect(readLease(db(), now)).toMatchObject(ofPull);
    }
    setting(JSON.stringify({ login: 'bob', place: 'p', at: 1, age: 2, seenAt: 3, wentBackFrom: null }));
    expect(readLease(db(), now)).toMatchObject({ login: 'bob', age: 2 });
  });
});

test('a copy has backups where a file of one lies in its folder, and by nothing else', () => {
  const file = `${temporary.file}-other`;
  const folder = backupFolderOf(file);
  expect(hasBackups(file)).toBe(false);
  mkdirSync(folder);
  for (const name of ['notes.txt', '1-5.recovery']) writeFileSync(join(folder, name), '');
  expect(hasBackups(file)).toBe(false);
  writeFileSync(join(folder, '2-6.backup'), '');
  expect(hasBackups(file)).toBe(true);
});
