import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../src-main/lib/statistics/random';
import { companyCalendar } from '../../src-main/store/copy/company-calendar';
import {
  countBlocked,
  countWaitingReplies,
  readIncoming,
  readIncomingOf,
  readWaitingReplies,
} from '../../src-main/store/messages/read-incoming';
import { readMessages } from '../../src-main/store/messages/read-messages';
import { fillRow } from '../support/filled-row';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';

const now = 20_775 * 86_400_000;
const runs = Number(process.env['STEWARD_LONG_RUNS'] ?? 200);
const accounts = [1, 2, 3];
const stages = ['proposed', 'waiting', 'claimed', 'dot', 'sent', 'cancelled'] as const;
const ownerOf = (account: number) => (account === 3 ? null : 6 + account);
/** What somebody decided here last that the company has not answered, or the copy not told yet. */
type Decided = 'approve' | 'reject' | 'withdraw' | 'cancel' | 'settle' | null;

interface Sent {
  readonly id: string;
  readonly row: number;
  readonly account: number;
  readonly contact: number;
  readonly stage: (typeof stages)[number];
  readonly expires: number;
  readonly due: number;
  readonly changed: number;
  readonly decided: Decided;
}
interface Came {
  readonly id: string;
  readonly row: number;
  readonly account: number;
  readonly contact: number;
  readonly run: string;
  readonly kind: string;
  readonly at: number;
  readonly answered: boolean;
  /** Whether it was said here to be answered, and the copy doesn't have it yet. */
  readonly saidHere: boolean | null;
}

let temporary: TemporaryStore;
const sent: Sent[] = [];
const came: Came[] = [];

beforeAll(() => {
  temporary = temporaryStore(() => now);
  const random = createRandom(5);
  const one = <T>(values: readonly T[]) => values[random.below(values.length)] as T;
  const near = () => now + (random.below(9) - 4) * 1000;
  const fill = (table: string, said: Record<string, unknown>) => fillRow(temporary.store, table, said);
  for (const organizationId of accounts) {
    addAccount(temporary.store, 20_775, {
      organization: { organizationId, ownerId: ownerOf(organizationId) },
    });
    for (const contact of [10, 20])
      addContact(temporary.store, {
        userId: contact + organizationId,
        organizationId,
        name: `P${contact + organizationId}`,
        role: contact === 10 ? 'champion' : 'member',
      });
  }
  let op = 0;
  const decide = (kind: string, entry: string, patch: object, state: string) =>
    fill('operations', { op_id: `op ${op++}`, entry, kind, state, patch: JSON.stringify(patch) });
  for (let row = 1; row <= 200; row += 1) {
    const account = one(accounts);
    const decided: Decided = one([null, null, 'approve', 'reject', 'withdraw', 'cancel', 'settle']);
    const run: Sent = {
      ...{ id: `run ${row}`, row, account, contact: account + one([10, 20]), stage: one(stages) },
      ...{ expires: near(), due: near(), changed: near(), decided },
    };
    sent.push(run);
    fill('interventions', {
      ...{ run_id: run.id, row_id: row, organization_id: account, user_id: run.contact, stage: run.stage },
      ...{ expires_at: run.expires, next_due: run.due, changed_at: run.changed, occurrence: `of ${run.id}` },
    });
    const state = one(['pending', 'acknowledged']);
    // What was decided before is not what counts, nor what is over.
    if (random.below(3) === 0) decide('message.decide', run.id, { decision: 'approve' }, 'settled');
    if (decided === 'cancel' || decided === 'settle') decide(`message.${decided}`, run.id, {}, state);
    else if (decided !== null) {
      if (random.below(2) === 0) decide('message.decide', run.id, { decision: 'reject' }, state);
      decide('message.decide', one([run.id, `of ${run.id}`]), { decision: decided }, state);
    }
  }
  for (let row = 1; row <= 200; row += 1) {
    const account = one(accounts);
    const mail: Came = {
      ...{
        id: `mail ${row}`,
        row,
        account,
        contact: account + one([10, 20]),
        run: one(['run 1', 'run 2', 'run 3']),
      },
      ...{
        kind: one(['reply', 'reply', 'bounced', 'blocked', 'gone']),
        at: near(),
        answered: random.below(2) === 0,
      },
      saidHere: one([null, null, true, false]),
    };
    came.push(mail);
    fill('incoming_mails', {
      ...{ mail_id: mail.id, row_id: row, organization_id: account, user_id: mail.contact, run_id: mail.run },
      ...{
        kind: mail.kind,
        came_at: mail.at,
        answered_at: mail.answered ? now : null,
        did: '[]',
        words: mail.id,
      },
    });
    if (mail.saidHere !== null) {
      decide('reply.settle', mail.id, { answered: mail.saidHere ? 0 : 1 }, 'settled');
      decide('reply.settle', mail.id, { answered: mail.saidHere ? 1 : 0 }, one(['pending', 'acknowledged']));
    }
  }
});
afterAll(() => temporary.remove());

const db = () => temporary.store.read;
const asked = <T>(wanted: T | undefined, value: T | null) => wanted === undefined || wanted === value;
const whose = fc.record(
  {
    ...{
      organizationId: fc.constantFrom(1, 2, 99),
      contactId: fc.constantFrom(11, 22, 99),
      ownerId: fc.constantFrom(7, 8, 9),
    },
  },
  { requiredKeys: [] },
);
const page = fc.record({ offset: fc.constantFrom(0, 1, 7), limit: fc.constantFrom(3, 500) });
const isOf = (
  { organizationId, contactId, ownerId }: { organizationId?: number; contactId?: number; ownerId?: number },
  { account, contact }: { account: number; contact: number },
) => asked(organizationId, account) && asked(contactId, contact) && asked(ownerId, ownerOf(account));

describe('messages', () => {
  const isInGroup = {
    approvals: ({ stage, expires, decided }: Sent) =>
      stage === 'proposed' && expires > now && (decided === null || decided === 'withdraw'),
    waiting: ({ stage, decided }: Sent) =>
      ['waiting', 'claimed', 'dot'].includes(stage) || (stage === 'proposed' && decided === 'approve'),
    all: () => true,
  };
  const order = {
    approvals: (a: Sent, b: Sent) => a.expires - b.expires || a.row - b.row,
    waiting: (a: Sent, b: Sent) => a.due - b.due || a.row - b.row,
    all: (a: Sent, b: Sent) => b.changed - a.changed || b.row - a.row,
  };

  test('that ask, that wait, and all of them are whose they are, in the order in which they press', () => {
    const groups = fc.constantFrom('approvals' as const, 'waiting' as const, 'all' as const);
    fc.assert(
      fc.property(groups, whose, fc.subarray([...stages]), page, (group, of, wanted, { offset, limit }) => {
        const expected = sent
          .filter(
            (run) =>
              isInGroup[group](run) && isOf(of, run) && (wanted.length === 0 || wanted.includes(run.stage)),
          )
          .toSorted(order[group]);
        const found = readMessages(db(), { group, ...of, stages: wanted, offset, limit }, now);
        expect(found.total).toBe(expected.length);
        expect(found.messages.map(({ runId, onItsWay }) => [runId, onItsWay])).toEqual(
          expected.slice(offset, offset + limit).map(({ id, decided }) => [id, decided]),
        );
      }),
      { numRuns: runs },
    );
  });
});

describe('what came back', () => {
  const waits = ({ kind, answered, saidHere }: Came) => kind === 'reply' && !(saidHere ?? answered);
  const isInGroup = {
    waiting: waits,
    replies: ({ kind }: Came) => kind === 'reply',
    machines: ({ kind }: Came) => kind !== 'reply',
    all: () => true,
  };
  const earliest = (a: Came, b: Came) => a.at - b.at || a.row - b.row;

  test('waits with the earliest first, and is told with the latest first, of whom is asked', () => {
    const groups = fc.constantFrom(
      'waiting' as const,
      'replies' as const,
      'machines' as const,
      'all' as const,
    );
    fc.assert(
      fc.property(groups, whose, page, (group, of, { offset, limit }) => {
        const inOrder = came.filter((mail) => isInGroup[group](mail) && isOf(of, mail)).toSorted(earliest);
        const expected = group === 'waiting' ? inOrder : inOrder.toReversed();
        const found = readIncoming(db(), { group, ...of, offset, limit });
        expect(found.total).toBe(expected.length);
        expect(found.mails.map(({ mailId, isWaiting, isPending }) => [mailId, isWaiting, isPending])).toEqual(
          expected
            .slice(offset, offset + limit)
            .map((mail) => [mail.id, waits(mail), mail.saidHere !== null]),
        );
      }),
      { numRuns: runs },
    );
  });

  test('to one message stands under it, the earliest first', () => {
    const expected = came.filter(({ run }) => run === 'run 1').toSorted(earliest);
    expect(readIncomingOf(db(), 'run 1').map(({ mailId }) => mailId)).toEqual(expected.map(({ id }) => id));
  });

  test('and waits is counted for a person, and told by account with who wrote first', () => {
    for (const ownerId of [null, 7, 8, 9])
      expect(countWaitingReplies(db(), ownerId)).toBe(
        came.filter((mail) => waits(mail) && (ownerId === null || ownerOf(mail.account) === ownerId)).length,
      );
    const calendar = companyCalendar(db());
    const told = readWaitingReplies(db(), calendar);
    for (const account of accounts) {
      const waiting = came.filter((mail) => mail.account === account && waits(mail)).toSorted(earliest);
      const [first, last] = [waiting[0], waiting.at(-1)];
      expect(told.get(account)).toEqual({
        first: {
          ...{ name: `P${first?.contact}`, day: calendar.dayOf(first?.at ?? 0), words: first?.id },
          isChampion: (first?.contact ?? 0) < 20,
        },
        ...{ count: waiting.length, latestDay: calendar.dayOf(last?.at ?? 0), latestAt: last?.at },
      });
    }
  });

  test('of servers that take nothing is counted since a moment, for a person', () => {
    for (const since of [now - 9000, now - 1000, now])
      for (const ownerId of [null, 7])
        expect(countBlocked(db(), since, ownerId)).toBe(
          came.filter(
            ({ kind, at, account }) =>
              kind === 'blocked' && at > since && (ownerId === null || ownerOf(account) === ownerId),
          ).length,
        );
  });
});
