import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeDeskNotices } from '../../src-main/store/desk/notices';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { tellDesk } from '../../src-main/work/notices/tell-desk';
import { usualDeskNotices } from '../../src-preload/contract/desk-notices';
import { hostEventSchema } from '../../src-preload/contract/wire/events';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_000;
const now = today * 86_400_000;
let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  run(`replace into settings (key, value) values ('manager', '1')`);
  knowWhoIsHere();
  for (const [organizationId, name, ownerId] of [
    [1, 'Acme', 1],
    [3, 'Cove', 2],
  ] as const)
    addAccount(temporary.store, today, { organization: { organizationId, name, ownerId } });
});
afterEach(() => temporary.remove());

const tell = () => tellDesk(temporary.store, now, today);
function run(sql: string, ...values: (string | number)[]): void {
  writeTransaction(temporary.store, 'test', (tx) => tx.prepared(sql).run(...values));
}
const setLevel = (account: number, level: string) =>
  run('update account_summaries set risk_level = ? where organization_id = ?', level, account);
/** A colleague wrote a note. @param meant addresses of those whom it mentions @param at when it began to */
function mention(account: number, noteId: string, meant: string[], at = now - 1000, author = 'bo'): void {
  run(
    `insert or replace into notes (note_id, organization_id, author, text, created_at, version, mentions)
     values (?, ?, ?, 'See this', ?, 1, ?)`,
    ...[noteId, account, author, at, JSON.stringify(meant.map((manager) => ({ manager, at })))],
  );
}
/** Who is at this desktop: Ann, the first manager. */
function knowWhoIsHere(): void {
  run(
    `insert into managers (manager_id, email, name) values (1, 'ann@x.test', 'Ann'), (2, 'bo@x.test', 'Bo')`,
  );
  run(
    `insert into sync_state (id, login, raw_event_days) values (1, 'ann', 90) on conflict do update set login = 'ann'`,
  );
}
const aDay = 86_400_000;

describe('whoever a colleague mentions is told on the desktop', () => {
  test('once, of a note about anybody’s account, and is led to it', () => {
    tell();
    mention(3, 'note-1', ['ann@x.test']);
    expect(tell()).toEqual([
      { title: 'bo mentions you', body: 'Cove', to: '/accounts/3?tab=notes&note=note-1' },
    ]);
    expect(tell()).toEqual([]);
  });

  test('of several in one, which leads to Today where they wait', () => {
    tell();
    mention(1, 'note-1', ['ann@x.test'], now - 2000);
    mention(3, 'note-2', ['bo@x.test', 'ann@x.test']);
    expect(tell()).toEqual([{ title: '2 notes mention you', body: 'bo (Acme), bo (Cove)', to: '/' }]);
  });

  test('not of what one wrote oneself, of others’ mentions, nor of what was there when the desktop began', () => {
    mention(1, 'note-0', ['ann@x.test']);
    expect(tell()).toEqual([]);
    mention(1, 'note-1', ['ann@x.test'], now, 'ann');
    mention(1, 'note-2', ['bo@x.test']);
    mention(1, 'note-3', []);
    expect(tell()).toEqual([]);
  });

  test('of one that was written before another that was told, and came up later', () => {
    tell();
    mention(1, 'note-1', ['ann@x.test'], now - 1000);
    expect(tell()).toHaveLength(1);
    mention(1, 'note-2', ['ann@x.test'], now - 5000);
    expect(tell()).toMatchObject([{ to: '/accounts/1?tab=notes&note=note-2' }]);
  });

  test('not again where the words of the note change, or it is away in the middle of a load', () => {
    tell();
    mention(1, 'note-1', ['ann@x.test']);
    tell();
    mention(1, 'note-1', ['ann@x.test'], now);
    expect(tell()).toEqual([]);
    run('delete from notes');
    expect(tell()).toEqual([]);
    mention(1, 'note-1', ['ann@x.test']);
    expect(tell()).toEqual([]);
  });

  test('as long as Today has it: not of one that is two weeks old, or was put away there', () => {
    tell();
    mention(1, 'note-1', ['ann@x.test'], now - 13 * aDay - 1);
    mention(1, 'note-2', ['ann@x.test'], now - 5000);
    run(
      `insert into today_dispositions (disposition_id, organization_id, kind, state, day, at) values ('d', 1, 'mention', 'done', ?, ?)`,
      ...[today, now - 5000],
    );
    expect(tell()).toEqual([]);
    mention(1, 'note-3', ['ann@x.test'], now - 13 * aDay);
    mention(1, 'note-4', ['ann@x.test'], now - 4999);
    expect(tell()).toMatchObject([{ to: '/accounts/1?tab=notes&note=note-4' }]);
  });

  test('by a Steward that looked for none before of those alone that come from then on', () => {
    mention(1, 'note-1', ['ann@x.test']);
    setLevel(1, 'medium');
    run(
      `replace into settings (key, value) values ('notices.told', '{"risk":{"1":"medium"},"approvals":0,"replies":0}')`,
    );
    setLevel(1, 'high');
    expect(tell()).toMatchObject([{ title: 'Acme: high risk' }]);
    mention(1, 'note-2', ['ann@x.test']);
    expect(tell()).toMatchObject([{ to: '/accounts/1?tab=notes&note=note-2' }]);
  });

  test('unless they want none; those are no news later', () => {
    tell();
    const want = (kinds: ('risk' | 'mentions')[]) =>
      writeTransaction(temporary.store, 'test', (tx) => writeDeskNotices(tx, { ...usualDeskNotices, kinds }));
    want(['risk']);
    mention(1, 'note-1', ['ann@x.test']);
    expect(tell()).toEqual([]);
    want(['mentions']);
    expect(tell()).toEqual([]);
    mention(1, 'note-2', ['ann@x.test']);
    expect(tell()).toHaveLength(1);
  });

  test('in words and with an address that the window takes', () => {
    tell();
    mention(3, '0d3f2a52-6a44-4a3e-9d7e-2f3b1c4d5e6f', ['ann@x.test']);
    const [notice] = tell();
    expect(hostEventSchema.safeParse({ type: 'notify', ...notice }).success).toBe(true);
  });
});

test('a notice leads to a screen of Steward and what of it is meant, and to nothing else', () => {
  const takes = (to: string) =>
    hostEventSchema.safeParse({ type: 'notify', title: 'A notice', body: '', to }).success;
  expect(['/', '/accounts/5', '/risk', '/accounts/5?tab=notes&note=0d-3f'].map(takes)).toEqual(
    Array(4).fill(true),
  );
  const odd = [
    '',
    'accounts',
    '/a?',
    '/a?b',
    '/a?b=',
    '/a?b=c&',
    '/a?b=c#d',
    '/a?b=%2f',
    '/a?b=c d',
    '/a?B=c',
    '/a:b',
    '/a?b=c?d=e',
    'https://x',
  ];
  expect(odd.filter(takes)).toEqual([]);
});
