import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerCall } from '../../src-main/api/answer-call';
import type { ApiContext } from '../../src-main/api/context';
import { createRateLimits } from '../../src-main/api/rate-limits';
import { instantOfDay } from '../../src-main/lib/day';
import { writeMembership } from '../../src-main/store/copy/membership';
import { managers } from '../../src-main/store/schema/company';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { whatWaitsSchema } from '../../src-preload/contract/desktop';
import type { Role } from '../../src-preload/contract/roles';
import {
  deskOfAccountSchema,
  putAwaySchema,
  todaySchema,
  waitingSchema,
} from '../../src-preload/contract/today';
import { decisionsOn } from '../support/action-context';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
const day = 86_400_000;

let temporary: TemporaryStore;
let now: number;
let role: Role;
beforeEach(() => {
  now = instantOfDay(today) + 9 * 3_600_000;
  role = 'manager';
  temporary = temporaryStore(() => now);
  writeTransaction(temporary.store, 'test managers', (tx) => {
    for (const managerId of [1, 2])
      tx.insert(managers)
        .values({ managerId, email: `m${managerId}@book.test`, name: `Manager ${managerId}` })
        .run();
  });
});
afterEach(() => temporary.remove());

function context(): ApiContext {
  const nothingElse = { jobs: null, sync: null, connection: null, askShell: null } as unknown as ApiContext;
  return {
    ...nothingElse,
    store: temporary.store,
    clock: { now: () => now },
    actions: decisionsOn(temporary.store, now),
    role: () => role,
    rateLimits: createRateLimits(),
    emit: () => undefined,
    log: pino({ level: 'silent' }),
  };
}

async function ask(path: string, input: unknown): Promise<unknown> {
  const answer = await answerCall(context(), path, input);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data;
}

const silentOf = (ownerId: number) =>
  addAccount(temporary.store, today, {
    organization: { ownerId },
    summary: { lastActivityDay: today - 30 },
  });
const queue = async (ownerId?: number) => todaySchema.parse(await ask('today.get', { ownerId }));
const away = async (ownerId?: number) => putAwaySchema.parse(await ask('today.putAway', { ownerId }));
const ids = (items: readonly { accountId: number }[]) => items.map(({ accountId }) => accountId);

describe('what is put away', () => {
  it('is counted and listed for the owner chosen, with the same figures', async () => {
    const [mine, other, theirs] = [silentOf(1), silentOf(1), silentOf(2)];
    await ask('today.done', { key: `${mine}:silent` });
    await ask('today.done', { key: `${theirs}:silent` });
    await ask('today.snooze', { key: `${other}:silent`, until: '2999-01-01', reason: 'On holiday' });
    expect(await queue()).toMatchObject({ doneToday: 2, snoozed: 1, total: 0 });
    expect(await queue(1)).toMatchObject({ doneToday: 1, snoozed: 1 });
    expect(await queue(2)).toMatchObject({ doneToday: 1, snoozed: 0 });
    expect(ids((await away(1)).done)).toEqual([mine]);
    expect(ids((await away(2)).done)).toEqual([theirs]);
    expect((await away(2)).snoozed).toEqual([]);
    expect((await away(1)).snoozed).toMatchObject([{ accountId: other, reason: 'On holiday' }]);
  });

  it('comes back on any later day, snoozed or done', async () => {
    const [late, finished] = [silentOf(1), silentOf(1)];
    await ask('today.snooze', { key: `${late}:silent`, until: '2999-01-01', reason: 'On holiday' });
    await ask('today.done', { key: `${finished}:silent` });
    now += 3 * day;
    expect((await queue()).total).toBe(0);
    expect(await away()).toMatchObject({ doneToday: 0 });
    expect(await ask('today.bringBack', { key: `${late}:silent` })).toEqual({ undone: true });
    expect(await ask('today.bringBack', { key: `${finished}:silent` })).toEqual({ undone: true });
    expect(ids((await queue()).items)).toEqual([late, finished]);
    expect(await away()).toEqual({ done: [], snoozed: [], doneToday: 0 });
  });

  it('is taken back once: a second time there is nothing to undo', async () => {
    const id = silentOf(1);
    await ask('today.done', { key: `${id}:silent` });
    expect(await ask('today.undo', { key: `${id}:silent` })).toEqual({ undone: true });
    expect(await ask('today.undo', { key: `${id}:silent` })).toEqual({ undone: false });
    expect(await ask('today.bringBack', { key: `${id}:silent` })).toEqual({ undone: false });
  });

  it('is a viewer’s own, too', async () => {
    const id = silentOf(1);
    role = 'viewer';
    await ask('today.done', { key: `${id}:silent` });
    expect(ids((await away()).done)).toEqual([id]);
    expect(await ask('today.bringBack', { key: `${id}:silent` })).toEqual({ undone: true });
  });
});

describe('one account on the desk', () => {
  const desk = async (id: number) => deskOfAccountSchema.parse(await ask('today.ofAccount', { id }));

  it('has its item while it waits, and how it was put away after', async () => {
    const id = silentOf(2);
    expect(await desk(id)).toMatchObject({ item: { key: `${id}:silent` }, done: null, snoozed: null });
    await ask('today.done', { key: `${id}:silent` });
    expect(await desk(id)).toMatchObject({ item: null, done: { accountId: id }, snoozed: null });
  });

  it('is nothing where nothing is waiting, and where there is no such account', async () => {
    const calm = addAccount(temporary.store, today, { summary: { lastActivityDay: today } });
    for (const id of [calm, 999]) expect(await desk(id)).toEqual({ item: null, done: null, snoozed: null });
  });
});

describe('what is on its way to the company', () => {
  const answered = () => temporary.store.db.client.exec(`update operations set state = 'acknowledged'`);
  const pending = (items: readonly { accountId: number; isPending?: boolean | undefined }[]) =>
    ids(items.filter(({ isPending }) => isPending === true));

  it('is marked where the account stands, put away or brought back, until it is answered', async () => {
    const [done, late, back, calm] = [silentOf(1), silentOf(1), silentOf(1), silentOf(1)];
    await ask('today.done', { key: `${back}:silent` });
    answered();
    await ask('today.done', { key: `${done}:silent` });
    await ask('today.snooze', { key: `${late}:silent`, until: '2999-01-01', reason: 'On holiday' });
    await ask('today.bringBack', { key: `${back}:silent` });
    expect(ids((await queue()).items)).toEqual([back, calm]);
    expect(pending((await queue()).items)).toEqual([back]);
    expect(pending((await away()).done)).toEqual([done]);
    expect(pending((await away()).snoozed)).toEqual([late]);
    expect(await ask('today.ofAccount', { id: late })).toMatchObject({ snoozed: { isPending: true } });
    answered();
    for (const items of [(await queue()).items, (await away()).done, (await away()).snoozed])
      expect(pending(items)).toEqual([]);
  });

  it('is no mark of an account that has another’s number by now', async () => {
    const id = silentOf(1);
    await ask('today.done', { key: `${id}:silent` });
    temporary.store.db.client.exec(`update operations set organization_external_id = 'another'`);
    expect(pending((await away()).done)).toEqual([]);
  });
});

describe('accounts chosen in a list', () => {
  const waiting = async (ids: number[]) =>
    waitingSchema.parse(await ask('today.waiting', { ids })).items.map(({ accountId }) => accountId);

  it('are put away as far as they wait, whoever owns them, and no other is', async () => {
    const [mine, theirs, other] = [silentOf(1), silentOf(2), silentOf(1)];
    const calm = addAccount(temporary.store, today, { summary: { lastActivityDay: today } });
    const chosen = [calm, theirs, mine, 999];
    expect((await waiting(chosen)).sort()).toEqual([mine, theirs].sort());
    await ask('today.doneAll', { keys: [`${mine}:silent`, `${theirs}:silent`] });
    expect(await waiting(chosen)).toEqual([]);
    expect(await waiting([other])).toEqual([other]);
    await ask('today.bringBack', { key: `${theirs}:silent` });
    expect(await waiting(chosen)).toEqual([theirs]);
  });
});

describe('what waits, as the tray tells it', () => {
  const waits = async () => whatWaitsSchema.parse(await ask('desktop.waits', undefined));
  const iAm = (managerId: number) =>
    writeTransaction(temporary.store, 'test membership', (tx) =>
      writeMembership(tx, { role: 'manager', managerId }),
    );

  it('is what Today and CTAs count for one’s own accounts, and for all of who owns none', async () => {
    const mine = silentOf(1);
    silentOf(1);
    silentOf(2);
    const { externalId } = (await ask('account.overview', { id: mine })) as { externalId: string };
    await ask('ctas.open', {
      id: mine,
      externalId,
      type: 'risk',
      title: 'Call',
      priority: 'usual',
      due: '2026-11-17',
      reason: null,
      givenTo: null,
      tasks: [],
    });
    expect(await waits()).toMatchObject({ today: (await queue()).total });
    iAm(1);
    expect(await waits()).toMatchObject({ today: (await queue(1)).total, overdueCtas: 1, dueCtas: 0 });
    iAm(2);
    expect(await waits()).toEqual({
      ...{ today: 1, overdueCtas: 0, dueCtas: 0, overdueTasks: 0, dueTasks: 0 },
      ...{ approvals: 0, replies: 0 },
    });
    iAm(3);
    expect(await waits()).toMatchObject({ today: (await queue()).total, overdueCtas: 1 });
  });
});
