import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { markDone } from '../../src-main/actions/desk/today';
import { readCelebrations } from '../../src-main/store/celebrations/read-celebrations';
import { writeMembership } from '../../src-main/store/copy/membership';
import { readTodayFacts } from '../../src-main/store/desk/read-today';
import { readSending } from '../../src-main/store/messages/read-sending';
import { readOutbox } from '../../src-main/store/operations/set-backs';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { planStandings } from '../../src-main/work/milestones/plan-standings';
import { stuckByAccount } from '../../src-main/work/milestones/stuck-plans';
import { todayOf } from '../../src-main/work/today/today-of';
import { whatWaits } from '../../src-main/work/today/what-waits';
import { type TodayItem, todayKinds } from '../../src-preload/contract/today';
import { decisionsOn } from '../support/action-context';
import { idOf, putMilestones, putPlan } from '../support/milestones/entries';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';
import { insertInto } from './support/insert-into';

const today = 20_775;
const hour = 3_600_000;
const now = today * 86_400_000 + 9 * hour;
const dayAgo = (days: number) => now - days * 86_400_000;
let temporary: TemporaryStore;
let made = 0;

beforeEach(() => {
  temporary = temporaryStore(() => now);
  const { store } = temporary;
  insertInto(store, 'managers', { manager_id: 1, email: 'ada@book.test', name: 'Ada' });
  insertInto(store, 'managers', { manager_id: 2, email: 'bo@book.test', name: 'Bo' });
  store.db.client.exec(
    `insert into sync_state (id, login, raw_event_days) values (1, 'ada', 90) on conflict do update set login = 'ada'`,
  );
  putMilestones(store, [{ id: idOf(1), name: 'First use', dueWorkingDays: 5 }]);
  putPlan(store, idOf(50), { milestones: [idOf(1)] });
  insertInto(store, 'copied_milestone_definitions', {
    ...{ row_id: 1, milestone_id: idOf(1), name: 'First use', definition: '{}', changed: '{}' },
    ...{ version: 1, author: 'ada', made_at: 0, created_at: 0 },
  });
});
afterEach(() => temporary.remove());

/** What is known of an account of a random book. */
interface Life {
  readonly ownerId: number;
  readonly mrr: number;
  readonly risk: string;
  readonly change28: number | null;
  readonly renewsIn: number | null;
  readonly quietDays: number;
  /** Days by which each of these is late, has waited or is over; null: there is none. */
  readonly cta: number | null;
  readonly reply: number | null;
  /** Hours in which each message can no longer be approved; none is left of one with 0 or less. */
  readonly approvals: readonly number[];
  readonly unsettled: boolean;
  readonly planWeeks: number | null;
  readonly celebration: string | null;
  /** How each decision about it stands at the company. */
  readonly decided: readonly (keyof typeof standings)[];
  /** Days since a colleague mentioned the person. */
  readonly mentioned: number | null;
}
const standings = {
  'on its way': { state: 'pending', settled_at: null },
  'in force': { state: 'acknowledged', settled_at: 1 },
  'in the copy': { state: 'seen', settled_at: 1 },
  refused: { state: 'refused', settled_at: null },
  'lost in part': { state: 'acknowledged', settled_at: null },
  'lost, and in the copy': { state: 'seen', settled_at: null },
  'let go': { state: 'discarded', settled_at: 1 },
} as const;
const days = (...some: number[]) => fc.constantFrom(null, ...some);
const life: fc.Arbitrary<Life> = fc.record({
  ownerId: fc.constantFrom(1, 2),
  mrr: fc.constantFrom(0, 1000, 1000, 7500.5),
  risk: fc.constantFrom('low', 'low', 'medium', 'high', 'critical'),
  change28: fc.constantFrom(null, -30, -12, 4),
  renewsIn: days(-20, 3, 60, 200),
  quietDays: fc.constantFrom(0, 20, 100),
  cta: days(0, 3, 60),
  reply: days(0, 3, 20),
  approvals: fc.array(fc.constantFrom(-5, 0, 1, 30, 400), { maxLength: 3 }),
  unsettled: fc.boolean(),
  planWeeks: days(1, 12),
  celebration: fc.constantFrom(null, 'waiting', 'proposed', 'sent'),
  decided: fc.array(fc.constantFrom(...(Object.keys(standings) as (keyof typeof standings)[])), {
    maxLength: 2,
  }),
  mentioned: days(0, 13, 14),
});

/** An account that nothing is the matter with. */
const calm: Life = {
  ...{ ownerId: 1, mrr: 1000, risk: 'low', change28: 4, renewsIn: 200, quietDays: 0, cta: null, reply: null },
  ...{ approvals: [], unsettled: false, planWeeks: null, celebration: null, decided: [] },
  mentioned: null,
};

const tables =
  `organizations account_summaries users ctas incoming_mails interventions plan_assignments celebrations
  celebration_messages milestone_achievements today_dispositions operations notes`.split(/\s+/);

function live(lives: readonly Life[]): void {
  writeTransaction(temporary.store, 'test anew', (tx) => {
    for (const table of tables) tx.prepared<[]>(`delete from ${table}`).run();
  });
  for (const one of lives) liveOne(one);
}

function liveOne(one: Life): void {
  const { store } = temporary;
  const id = addAccount(store, today, {
    organization: { ownerId: one.ownerId },
    summary: {
      ...{ mrr: one.mrr, riskLevel: one.risk as 'low', change28: one.change28 },
      renewsOn: one.renewsIn === null ? null : today + one.renewsIn,
      lastActivityDay: today - one.quietDays,
    },
  });
  const contact = 1000 + id;
  addContact(store, { userId: contact, organizationId: id, name: `Contact ${id}` });
  if (one.cta !== null)
    insertInto(store, 'ctas', {
      ...{ cta_id: `cta ${++made}`, organization_id: id, type: 'risk', title: 'Call', priority: 'high' },
      ...{ due_day: today - one.cta, firings: 0, author: 'ada', created_at: 0, version: 1 },
    });
  if (one.reply !== null)
    insertInto(store, 'incoming_mails', {
      ...{ row_id: ++made, mail_id: `mail ${made}`, organization_id: id, user_id: contact, run_id: 'none' },
      ...{ kind: 'reply', came_at: dayAgo(one.reply), noted_at: now, did: '[]' },
    });
  for (const left of one.approvals) message(id, 'proposed', now + left * hour);
  if (one.unsettled) message(id, 'unknown', now + hour);
  if (one.planWeeks !== null)
    insertInto(store, 'plan_assignments', {
      ...{ organization_id: id, plan_id: idOf(50), started_on: today - 7 * one.planWeeks, given_at: 0 },
    });
  if (one.celebration !== null) celebrate(id, one.celebration);
  for (const how of one.decided) decision(id, how);
  if (one.mentioned !== null)
    insertInto(store, 'notes', {
      ...{ note_id: idOf(1000 + ++made), organization_id: id, author: 'bo', text: '@[Ada]', version: 1 },
      ...{
        created_at: 0,
        mentions: JSON.stringify([{ manager: 'ada@book.test', at: dayAgo(one.mentioned) }]),
      },
    });
}

/** One that the person has made, about an account or about none. */
function decision(about: number | null, how: keyof typeof standings, answeredAt = now - 1): void {
  const opId = `op ${++made}`;
  insertInto(temporary.store, 'operations', {
    ...{ op_id: opId, kind: 'note.add', patch: '{"text":"Call","contact":null}', entry: opId, author: 'ada' },
    ...{ organization_id: about, organization_external_id: about === null ? null : `acct-${about}` },
    ...{ made_at: dayAgo(1), origin: 'person', attempts: 1, answered_at: answeredAt, ...standings[how] },
  });
}

function message(organizationId: number, stage: string, expiresAt: number): string {
  const runId = `run ${++made}`;
  insertInto(temporary.store, 'interventions', {
    ...{ row_id: made, run_id: runId, organization_id: organizationId, user_id: 1000 + organizationId },
    ...{ channel: 'email', occurrence: runId, launched_by: 'ada', category: 'news', on_cap: 'wait' },
    ...{ due_at: now, expires_at: expiresAt, created_at: now, stage, reason: 'approval', changed_at: now },
    ...{ next_due: now, attempt: 0, needs_approval: 1 },
  });
  return runId;
}

/** Of a message that is proposed nobody is asked any more here: the celebration alone waits. */
function celebrate(organizationId: number, stage: string): void {
  const id = `celebration ${++made}`;
  const { store } = temporary;
  insertInto(store, 'milestone_achievements', {
    ...{ row_id: made, achievement_id: id, organization_id: organizationId, milestone_id: idOf(1) },
    ...{ points: 0, achieved_on: today - 1, awarded_at: now },
  });
  insertInto(store, 'celebrations', {
    ...{ row_id: made, celebration_id: id, achievement_id: id, organization_id: organizationId },
    ...{ milestone_id: idOf(1), made_at: dayAgo(1), mail: 'template' },
  });
  const runId = message(organizationId, stage, now - hour);
  insertInto(store, 'celebration_messages', {
    ...{ row_id: ++made, celebration_id: id, organization_id: organizationId, run_id: runId },
  });
}

/** What docs/method-risk.md says of the queue, written anew over the raw rows. */
const byHand = `
  with book as (
    select o.organization_id as id, o.owner_id as owner, s.mrr * 12 as arr, s.risk_level as level,
      max(0, -coalesce(s.change_28, 0)) as fell, s.renews_on - :today as renews, :today - s.last_activity_day as quiet,
      (select min(due_day) from ctas c where c.organization_id = o.organization_id and c.due_day <= :today) as cta,
      (select min(came_at) / 86400000 from incoming_mails m where m.organization_id = o.organization_id) as reply,
      (select min(expires_at) from interventions i where i.organization_id = o.organization_id
          and i.stage = 'proposed' and i.expires_at > :now) as asks,
      exists (select 1 from interventions i where i.organization_id = o.organization_id and i.stage = 'unknown') as unsettled,
      exists (select 1 from plan_assignments p where p.organization_id = o.organization_id
          and p.started_on <= :today - 28) as stuck,
      exists (select 1 from celebrations c join celebration_messages m using (celebration_id) join interventions i using (run_id)
          where c.organization_id = o.organization_id and i.stage in ('proposed', 'waiting', 'claimed')) as celebration,
      exists (select 1 from operations p where p.organization_external_id = o.external_id and p.settled_at is null
          and p.state <> 'pending') as set_back,
      exists (select 1 from notes n where n.organization_id = o.organization_id
          and exists (select 1 from settings where key = 'manager') and n.mentions ->> '$[0].at' >= (:today - 13) * 86400000) as mention
      from organizations o join account_summaries s using (organization_id)
  ), kinds as (
    select *, level in ('high', 'critical') as at_risk, fell >= 10 as score_drop, coalesce(renews <= 90, 0) as renewal,
      quiet >= 14 as silent,
      cta is not null or reply is not null or asks is not null or unsettled or stuck or celebration or set_back or mention as work from book
  ), places as (
    select *, case when at_risk or score_drop or silent then 1 else 0 end as wrong from kinds
     where at_risk or score_drop or silent or renewal or work
  )
  select id, owner, at_risk, score_drop, silent, renewal, cta is not null as cta, reply is not null as reply,
    asks is not null as approval, unsettled, stuck, celebration, set_back, mention,
    arr * case level when 'critical' then 0.25 when 'high' then 0.12 when 'medium' then 0.05 else 0.02 end
      * case when wrong or level = 'medium' then 1 when work then 0.5 else 0.1 end
      * case when not (wrong or level = 'medium' or work) then 1 else 1
          + case when renews <= 90 then min(1, 1 - renews / 91.0) else 0 end
          + min(1, fell / 20.0) + min(1, quiet / 60.0)
          + case when cta is null then 0 else 0.5 + min(28, :today - cta) / 56.0 end
          + case when reply is null then 0 else 0.25 + min(7, :today - reply) / 28.0 end
          + case when asks is null then 0 else 0.25 + (7 - min(7, (asks - 1) / 86400000 - :today)) / 28.0 end
          + 0.25 * unsettled + 0.25 * stuck + 0.25 * set_back + 0.25 * mention + 0.1 * celebration end as rank
    from places`;

type Row = Readonly<Record<string, number>>;
const rowsByHand = () =>
  temporary.store.read.prepared<[{ today: number; now: number }], Row>(byHand).all({ today, now });

const queue = (choice: Partial<Parameters<typeof todayOf>[1]> = {}) =>
  todayOf(temporary.store.read, { limit: 500, ...choice }, now);
const kindsOf = ({ kind, alsoKinds }: TodayItem) => [kind, ...alsoKinds].toSorted();

/** Whom colleagues mention. */
function sitAsAda(): void {
  writeTransaction(temporary.store, 'test', (tx) => writeMembership(tx, { role: 'manager', managerId: 1 }));
}

function forRandomBooks(holds: () => void): void {
  fc.assert(
    fc.property(fc.array(life, { maxLength: 9 }), (lives) => {
      live(lives);
      holds();
    }),
    { numRuns: 60 },
  );
}

test('the queue has each account once, with the reasons and the rank that its raw rows come to', () => {
  sitAsAda();
  forRandomBooks(() => {
    const rows = new Map(rowsByHand().map((row) => [row['id'], row]));
    const { items, total } = queue();
    expect(items.map(({ accountId }) => accountId).toSorted()).toEqual([...rows.keys()].toSorted());
    expect(total).toBe(rows.size);
    for (const item of items) {
      const row = rows.get(item.accountId) ?? {};
      expect(kindsOf(item)).toEqual(todayKinds.filter((kind) => row[kind] === 1).toSorted());
      expect(item.rank).toBeCloseTo(row['rank'] ?? Number.NaN, 6);
    }
  });
});

test('the larger rank stands first, and of two that rank alike the one that came first to the company', () => {
  sitAsAda();
  forRandomBooks(() => {
    const ranks = new Map(rowsByHand().map((row) => [row['id'], row['rank'] ?? Number.NaN]));
    const { items } = queue();
    for (const [at, item] of items.slice(1).entries()) {
      const before = items[at];
      if (before === undefined) continue;
      const ahead = (ranks.get(before.accountId) ?? 0) - (ranks.get(item.accountId) ?? 0);
      expect(ahead).toBeGreaterThan(-1e-6);
      if (before.rank === item.rank) expect(before.accountId).toBeLessThan(item.accountId);
    }
  });
});

test('what is narrowed to a kind or to an owner keeps the places and the ranks of the whole queue', () => {
  forRandomBooks(() => {
    const whole = queue().items;
    const place = ({ accountId, rank }: TodayItem) => `${accountId} ${rank}`;
    for (const kind of todayKinds)
      expect(queue({ kinds: [kind] }).items.map(place)).toEqual(
        whole.filter((item) => kindsOf(item).includes(kind)).map(place),
      );
    expect(queue().kinds).toEqual([...new Set(whole.flatMap(kindsOf))].toSorted());
    expect(queue({ kinds: ['reply'] }).kinds).toEqual(queue().kinds);
    const owner = new Map(rowsByHand().map((row) => [row['id'], row['owner']]));
    for (const ownerId of [1, 2])
      expect(queue({ ownerId }).items.map(place)).toEqual(
        whole.filter(({ accountId }) => owner.get(accountId) === ownerId).map(place),
      );
  });
});

test('an account that is done is gone with all of its reasons, and the others keep their places', () => {
  forRandomBooks(() => {
    const [first, ...others] = queue().items;
    if (first === undefined) return;
    markDone(decisionsOn(temporary.store, now), first.key, stuckByAccount);
    expect(queue().items.map(({ key }) => key)).toEqual(others.map(({ key }) => key));
    expect(queue()).toMatchObject({ total: others.length, doneToday: 1 });
  });
});

test('what waits is counted the same in the queue, in the tray and in its own room', () => {
  forRandomBooks(() => {
    const { read } = temporary.store;
    const { accounts } = readTodayFacts(read, now, stuckByAccount);
    const waiting = (of: 'approvals' | 'unsettled' | 'stuck' | 'celebrations' | 'replies') =>
      accounts.reduce((sum, account) => sum + (account[of]?.count ?? 0), 0);
    const room = readSending(read, {}, now).counts;
    const tray = whatWaits(read, now);
    expect([waiting('approvals'), waiting('approvals')]).toEqual([room.approvals, tray.approvals]);
    expect([waiting('replies'), waiting('replies')]).toEqual([room.replies, tray.replies]);
    expect(waiting('unsettled')).toBe(room.unknown);
    expect(waiting('stuck')).toBe(planStandings(read, today).filter(({ pace }) => pace === 'stuck').length);
    expect(waiting('celebrations')).toBe(
      readCelebrations(read, { group: 'waiting', owner: null, offset: 0, limit: 1 }).total,
    );
    expect(queue().total).toBe(tray.today);
  });
});

test('each decision that came back is counted once: with its account, or where no account of the queue is meant', () => {
  forRandomBooks(() => {
    const [first] = rowsByHand();
    decision(null, 'refused');
    // Of an account that left the copy.
    decision(999_999, 'refused');
    if (first !== undefined) decision(Number(first['id']), 'lost in part');
    const { read } = temporary.store;
    const ofAccounts = (ownerId?: number) =>
      readTodayFacts(read, now, stuckByAccount, { ownerId }).accounts.reduce(
        (sum, { setBacks }) => sum + (setBacks?.count ?? 0),
        0,
      );
    for (const ownerId of [undefined, 1, 2])
      expect(queue({ ownerId }).setBackElsewhere).toBe(readOutbox(read).setBackTotal - ofAccounts(ownerId));
    expect(queue().setBackElsewhere).toBe(2);
  });
});

test('what came back is told by the earliest of it, in the words of the list that it is decided in', () => {
  live([{ ...calm, decided: ['refused', 'let go', 'refused', 'lost in part'] }]);
  const told = readOutbox(temporary.store.read).setBack.at(-1);
  const [item] = queue().items;
  expect(item).toMatchObject({ kind: 'set_back', alsoKinds: [], launch: 'open_decisions' });
  const reason = '“Note” of Nov 17, 2026 came back from the company: the company can’t take it as it is';
  expect(item?.reason).toBe(`${reason}; 2 more came back.`);
  expect(told?.words).toBe(`The company can’t take it as it is. ${item?.suggestion}`);
});

test('a colleague’s account stands in one’s own queue for the decision alone, and in no figure of the book', () => {
  live([{ ...calm, ownerId: 2, risk: 'critical', quietDays: 100, decided: ['refused'] }]);
  writeTransaction(temporary.store, 'test membership', (tx) =>
    writeMembership(tx, { role: 'manager', managerId: 1 }),
  );
  expect(queue({ ownerId: 1 })).toMatchObject({
    items: [{ kind: 'set_back', alsoKinds: [] }],
    ...{ total: 1, setBackElsewhere: 0, headline: { accounts: 0, atRiskAccounts: 0 } },
  });
  writeTransaction(temporary.store, 'test membership', (tx) =>
    writeMembership(tx, { role: 'manager', managerId: 2 }),
  );
  expect(queue({ ownerId: 1 })).toMatchObject({ items: [], setBackElsewhere: 1 });
  expect(queue({ ownerId: 2 }).items.map(kindsOf)).toEqual([['at_risk', 'set_back', 'silent']]);
});

test('a decision that comes back after its account was put away brings it back, also on the same day', () => {
  live([{ ...calm, decided: ['refused'] }]);
  const done = (at: number) =>
    markDone(decisionsOn(temporary.store, at), queue().items[0]?.key ?? '', stuckByAccount);
  done(now);
  expect(queue()).toMatchObject({ items: [], doneToday: 1 });
  // The answer to another comes a second later.
  const id = Number(
    temporary.store.read.prepared<[], number>('select organization_id from organizations').pluck().get(),
  );
  decision(id, 'refused', now + 1000);
  expect(queue().items.map(kindsOf)).toEqual([['set_back']]);
});
