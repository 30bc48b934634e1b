import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DeskNoticesKept, keepTelling } from '../../src-main/host/desk-notices';
import { writeSyncState } from '../../src-main/store/copy/sync-state';
import { writeDeskNotices } from '../../src-main/store/desk/notices';
import { incomingMails } from '../../src-main/store/schema/incoming';
import { interventions } from '../../src-main/store/schema/interventions';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { tellDesk } from '../../src-main/work/notices/tell-desk';
import { proposedCelebrations } from '../../src-preload/contract/celebrations/settings';
import { isQuiet, usualDeskNotices } from '../../src-preload/contract/desk-notices';
import type { RiskLevel } from '../../src-preload/contract/domain';
import type { HostEvent } from '../../src-preload/contract/wire/events';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_000;
const now = today * 86_400_000;
let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  const { store } = temporary;
  writeTransaction(store, 'test manager', (tx) =>
    tx.prepared(`replace into settings (key, value) values ('manager', '1')`).run(),
  );
  for (const [organizationId, name] of [
    [1, 'Acme'],
    [2, 'Bolt'],
    [3, 'Cove'],
  ] as const)
    addAccount(store, today, {
      organization: { organizationId, name, ownerId: organizationId === 3 ? 2 : 1 },
    });
  addContact(store, { userId: 11, organizationId: 1, name: 'Ana Lopez' });
});
afterEach(() => temporary.remove());

const tell = () => tellDesk(temporary.store, now, today);
function run(sql: string, ...values: (string | number)[]): void {
  writeTransaction(temporary.store, 'test', (tx) => tx.prepared(sql).run(...values));
}
const setLevel = (account: number, level: RiskLevel) =>
  run('update account_summaries set risk_level = ? where organization_id = ?', level, account);
let row = 0;
function propose(organizationId: number, expiresAt = now + 1000): void {
  row += 1;
  writeTransaction(temporary.store, 'test', (tx) =>
    tx
      .insert(interventions)
      .values({
        ...{
          rowId: row,
          runId: `run ${row}`,
          organizationId,
          userId: 11,
          channel: 'email',
          occurrence: `${row}`,
        },
        ...{ launchedBy: 'ada', category: 'news', onCap: 'wait', dueAt: now, expiresAt, createdAt: now },
        ...{
          stage: 'proposed',
          reason: 'approval',
          changedAt: now,
          nextDue: now,
          attempt: 0,
          needsApproval: 1,
        },
      })
      .run(),
  );
}
function reply(organizationId: number): void {
  row += 1;
  writeTransaction(temporary.store, 'test', (tx) =>
    tx
      .insert(incomingMails)
      .values({
        ...{ rowId: row, mailId: `mail ${row}`, organizationId, userId: 11, runId: 'run', kind: 'reply' },
        ...{ cameAt: now, notedAt: now, did: '[]' },
      })
      .run(),
  );
}

/** A rule fired that tells whoever has the account. */
function fire(account: number): void {
  row += 1;
  run(
    `insert into rule_firings (firing_id, rule_id, organization_id, version, generation, fired_on, fired_at, why, held_out, outcomes)
     values (?, 'silence', ?, 1, 1, ?, ?, '[]', 0, '[{"kind":"notification"}]')`,
    ...[row, account, today, now],
  );
}
function celebrate(account: number): void {
  row += 1;
  run(
    `insert into celebrations (row_id, celebration_id, achievement_id, organization_id, milestone_id, made_at, mail)
     values (?, ?, ?, ?, 'meeting', ?, 'none')`,
    ...[row, `c ${row}`, `a ${row}`, account, now],
  );
}
/** The company celebrates what is called “First meeting”. */
function celebrateMeetings(): void {
  run(
    `insert into celebration_settings (row_id, settings_id, settings, author, made_at) values (1, 's', ?, 'ada', ?)`,
    ...[JSON.stringify({ ...proposedCelebrations, is_on: true }), now],
  );
  run(
    `insert into copied_milestone_definitions (row_id, milestone_id, name, definition, version, author, made_at, changed, created_at)
     values (1, 'meeting', 'First meeting', '{}', 1, 'ada', ?, '1', ?)`,
    ...[now, now],
  );
}

describe('a manager is told on the desktop', () => {
  test('of nothing that was there when this desktop began to look', () => {
    setLevel(1, 'critical');
    propose(1);
    reply(1);
    expect(tell()).toEqual([]);
    expect(tell()).toEqual([]);
  });

  test('of an own account that comes into high or critical risk, once, and where that leads', () => {
    tell();
    setLevel(1, 'critical');
    setLevel(2, 'medium');
    setLevel(3, 'critical');
    expect(tell()).toEqual([
      { title: 'Acme: critical risk', body: 'It stood at low before.', to: '/accounts/1' },
    ]);
    expect(tell()).toEqual([]);
    setLevel(1, 'high');
    expect(tell()).toEqual([]);
    setLevel(1, 'critical');
    expect(tell()).toMatchObject([{ body: 'It stood at high before.' }]);
  });

  test('of several that came into risk in one', () => {
    tell();
    setLevel(1, 'high');
    setLevel(2, 'critical');
    expect(tell()).toEqual([
      { title: '2 accounts came into risk', body: 'Acme (high), Bolt (critical)', to: '/risk' },
    ]);
  });

  test('of no level that another configuration or model alone made', () => {
    tell();
    run(
      `insert into account_headlines (organization_id, level, since, switched_on, switched) values (1, 'critical', ?, ?, 'model')`,
      today,
      today,
    );
    expect(tell()).toEqual([]);
  });

  test('of no account that was not there before, or is away in the middle of a load', () => {
    tell();
    addAccount(temporary.store, today, {
      organization: { organizationId: 4, name: 'Dune', ownerId: 1 },
      summary: { riskLevel: 'critical' },
    });
    setLevel(2, 'critical');
    expect(tell()).toMatchObject([{ title: 'Bolt: critical risk' }]);
    run('update organizations set owner_id = 2 where organization_id = 2');
    expect(tell()).toEqual([]);
    run('update organizations set owner_id = 1 where organization_id = 2');
    expect(tell()).toEqual([]);
  });

  test('of messages that ask first and of replies, from own accounts, several in one', () => {
    tell();
    propose(1);
    expect(tell()).toEqual([
      { title: 'A message asks before it goes', body: 'Ana Lopez (Acme)', to: '/interventions' },
    ]);
    propose(1);
    propose(2);
    propose(3);
    propose(2, now);
    reply(1);
    expect(tell()).toEqual([
      {
        title: '2 messages ask before they go',
        body: 'Ana Lopez (Acme), Ana Lopez (Bolt)',
        to: '/interventions',
      },
      { title: 'Ana Lopez wrote back', body: 'Acme', to: '/accounts/1' },
    ]);
    reply(1);
    reply(2);
    reply(3);
    expect(tell()).toMatchObject([{ title: '2 replies', to: '/interventions' }]);
  });

  test('of what they want to be told of alone; the rest is no news later', () => {
    tell();
    const want = (kinds: ('risk' | 'replies')[]) =>
      writeTransaction(temporary.store, 'test', (tx) => writeDeskNotices(tx, { ...usualDeskNotices, kinds }));
    want(['replies']);
    setLevel(1, 'critical');
    propose(1);
    reply(1);
    expect(tell()).toMatchObject([{ title: 'Ana Lopez wrote back' }]);
    want(['risk', 'replies']);
    expect(tell()).toEqual([]);
  });
});

describe('quiet hours', () => {
  test('hold from their beginning to before their end, over midnight too', () => {
    const over = { ...usualDeskNotices, quietFrom: 1200, quietUntil: 420 };
    expect([1199, 1200, 0, 419, 420].map((minute) => isQuiet(over, minute))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    const within = { ...over, quietFrom: 720, quietUntil: 780 };
    expect([719, 720, 779, 780].map((minute) => isQuiet(within, minute))).toEqual([false, true, true, false]);
    expect(isQuiet({ ...over, quietFrom: 60, quietUntil: 60 }, 60)).toBe(false);
  });

  const told: HostEvent[] = [];
  let isLocked = false;
  let telling: DeskNoticesKept;
  beforeEach(() => {
    told.length = 0;
    isLocked = false;
    writeTransaction(temporary.store, 'test load', (tx) => writeSyncState(tx, { asOf: now }));
    telling = keepTelling({
      store: temporary.store,
      clock: { now: () => now },
      emit: (event) => told.push(event),
      isLocked: () => isLocked,
    });
  });
  afterEach(() => telling.end());
  const quiet = (from: number, until: number) =>
    writeTransaction(temporary.store, 'test', (tx) =>
      writeDeskNotices(tx, { ...usualDeskNotices, quietFrom: from, quietUntil: until }),
    );
  const beQuiet = () => {
    const here = new Date(now);
    const minute = here.getHours() * 60 + here.getMinutes();
    quiet(minute, (minute + 1) % 1440);
  };
  const acmesRisk = { type: 'notify', title: 'Acme: critical risk', to: '/accounts/1' };

  test('hold back what comes meanwhile, which is told after; a locked copy tells nothing', () => {
    quiet(0, 0);
    telling.look();
    setLevel(1, 'critical');
    beQuiet();
    telling.look();
    expect(told).toEqual([]);
    quiet(0, 0);
    isLocked = true;
    telling.look();
    expect(told).toEqual([]);
    isLocked = false;
    telling.look();
    expect(told).toMatchObject([acmesRisk]);
  });

  test('hold back what comes to a desktop that begins at one, and nothing of what was there', () => {
    celebrateMeetings();
    setLevel(2, 'critical');
    fire(1);
    celebrate(1);
    beQuiet();
    telling.look();
    setLevel(1, 'critical');
    fire(1);
    celebrate(1);
    telling.look();
    expect(told).toEqual([]);
    quiet(0, 0);
    telling.look();
    expect(told).toMatchObject([
      { type: 'notify', title: 'A rule', body: 'Acme' },
      { type: 'notify', title: '“First meeting” reached', body: 'Acme' },
      acmesRisk,
    ]);
  });

  test('or none: what a first load brings is no news', () => {
    celebrateMeetings();
    quiet(0, 0);
    writeTransaction(temporary.store, 'test no load', (tx) => writeSyncState(tx, { asOf: null }));
    telling.look();
    fire(1);
    celebrate(1);
    writeTransaction(temporary.store, 'test load', (tx) => writeSyncState(tx, { asOf: now }));
    telling.look();
    expect(told).toEqual([]);
    fire(1);
    telling.look();
    expect(told).toMatchObject([{ title: 'A rule' }]);
  });
});
