import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addNote, changeNote } from '../../src-main/actions/notes/notes';
import { letGo, takeUpAgain } from '../../src-main/actions/operations/set-backs';
import { setOverride } from '../../src-main/actions/scores/override';
import { setPulse } from '../../src-main/actions/scores/pulse';
import { markWhatIsSeen, offerAgain } from '../../src-main/store/operations/acknowledged';
import { type Answer, keepAnswer } from '../../src-main/store/operations/keep-answers';
import { changeOperation, type OutboxRow, readOperation } from '../../src-main/store/operations/outbox';
import { refoldMarked } from '../../src-main/store/operations/refold';
import { readOutbox } from '../../src-main/store/operations/set-backs';
import type { Tx } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { decisionsOn } from '../support/action-context';
import { fillRow } from '../support/filled-row';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const now = 1_795_000_000_000;
const day = 86_400_000;
const epoch = 'this history';

let temporary: TemporaryStore;
let opId: string;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  opId = note('written');
});
afterEach(() => temporary.remove());

const context = () => decisionsOn(temporary.store, now);
const within = <T>(write: (tx: Tx) => T extends PromiseLike<unknown> ? never : T) =>
  writeTransaction(temporary.store, 'test', write);
const row = (): OutboxRow => {
  const found = readOperation(temporary.store.read, opId);
  if (found === undefined) throw new Error('the operation is gone');
  return found;
};
const texts = () => temporary.store.read.prepared<[], string>('select text from notes').pluck().all();

function note(text: string): string {
  const organizationId = addAccount(temporary.store, 20_775);
  return addNote(context(), { account: { organizationId }, contactId: null, text });
}

function answer(said: Partial<Answer>, at = now): void {
  within((tx) =>
    keepAnswer(tx, row(), { outcome: 'applied', reason: null, answer: null, xid: '105', ...said }, epoch, at),
  );
}

const pulled = (snapshot: string, more: { epoch?: string; now?: number } = {}) =>
  within((tx) => markWhatIsSeen(tx, { epoch, now, snapshot, ...more }));

describe('what the company has taken', () => {
  test.each([
    ['was not begun yet', '100:105:'],
    ['was under way', '100:107:103,105'],
  ])('is folded over the copy while its transaction %s in the pulled snapshot', (_when, snapshot) => {
    answer({});
    pulled(snapshot);
    expect(row().state).toBe('acknowledged');
    expect(texts()).toEqual(['written']);
  });

  test('is in the copy or in no copy once the snapshot of its own history holds its transaction', () => {
    answer({});
    pulled('100:107:103', { epoch: 'another history' });
    expect(row().state).toBe('acknowledged');
    pulled('100:107:103');
    expect(row().state).toBe('seen');
    // No row of it came: it left this login's sight.
    expect(texts()).toEqual([]);
  });

  test('is offered to a new history for 90 days, and to its own never', () => {
    answer({});
    const offered = (to: string, at: number) => within((tx) => offerAgain(tx, to, at));
    expect(offered(epoch, now)).toBe(0);
    expect(offered('a new history', now + 90 * day)).toBe(0);
    expect(offered('a new history', now + 90 * day - 1)).toBe(1);
    expect(row()).toMatchObject({ state: 'pending', epoch: null, xid: null });
    expect(texts()).toEqual(['written']);
  });

  test('and is refused by a restored company waits for a person like anything that is refused', () => {
    answer({});
    pulled('106:106:');
    within((tx) => offerAgain(tx, 'another history', now));
    answer({ outcome: 'refused', reason: 'not_yours' });
    expect(readOutbox(temporary.store.read).setBack).toMatchObject([
      { opId, what: 'refused', text: 'written' },
    ]);
  });

  test('and lost a field that a person has dealt with asks for that no second time, and for another field once', () => {
    answer({ outcome: 'merged', answer: { lost: { text: 'written' } } });
    within((tx) => changeOperation(tx, opId, { settledAt: now }));
    within((tx) => offerAgain(tx, 'another history', now));
    answer({ outcome: 'merged', answer: { lost: { text: 'written' } } });
    expect(readOutbox(temporary.store.read).setBack).toEqual([]);
    within((tx) => offerAgain(tx, 'a third history', now));
    answer({ outcome: 'merged', answer: { lost: { text: 'written', contact: null } } });
    expect(readOutbox(temporary.store.read).setBack).toMatchObject([{ opId, what: 'lost' }]);
  });

  test('is forgotten 90 days after it was answered, unless it waits for a person or for the copy', () => {
    answer({});
    pulled('100:107:', { now: now + 90 * day });
    expect(row().state).toBe('seen');
    pulled('100:107:', { now: now + 90 * day + 1 });
    expect(readOperation(temporary.store.read, opId)).toBeUndefined();
    opId = note('refused');
    answer({ outcome: 'refused', reason: 'role' });
    pulled('100:107:', { now: now + 400 * day });
    expect(row().state).toBe('refused');
  });
});

describe('an answer', () => {
  test('that comes late, to what was answered before, changes nothing', () => {
    answer({ outcome: 'refused', reason: 'role' });
    const before = row();
    answer({ outcome: 'applied' });
    expect(row()).toEqual(before);
    expect(texts()).toEqual([]);
  });

  test('“later” waits as long as the company said, by this desktop’s clock, and a second where it did not say', () => {
    answer({ outcome: 'later', answer: { retry_in_ms: 30_000, retry_at: 5 }, xid: null });
    expect(row()).toMatchObject({ state: 'pending', attempts: 1, retryAt: now + 30_000 });
    answer({ outcome: 'later', answer: { retry_in_ms: 'soon' }, xid: null });
    expect(row()).toMatchObject({ attempts: 2, retryAt: now + 1_000 });
    expect(texts()).toEqual(['written']);
  });

  test('with a reason is told in words, whatever was said beside it', () => {
    answer({ outcome: 'refused', reason: 'not_yours', answer: { owner: 7, since: 'x', field: null } });
    expect(readOutbox(temporary.store.read).setBack).toMatchObject([{ what: 'refused', text: 'written' }]);
    expect(readOutbox(temporary.store.read).setBack[0]?.words).toMatch(/not in your book/);
  });

  test('bases what was made upon it on what it made, but nothing that was sent before', () => {
    const [first, second] = ['first', 'second'].map((text) => {
      changeNote(context(), { noteId: opId, text });
      return temporary.store.read
        .prepared<[], string>('select op_id from operations order by seq desc limit 1')
        .pluck()
        .get();
    });
    within((tx) => tx.prepared('update operations set attempts = 1 where op_id = ?').run(first));
    answer({ answer: { version: 4 } });
    const bases = [first, second].map((id) => readOperation(temporary.store.read, id ?? '')?.baseVersion);
    expect(bases).toEqual([1, 4]);
  });
});

describe('what came back', () => {
  const shown = () => readOutbox(temporary.store.read).setBack;
  const leave = () => temporary.store.db.client.exec('delete from organizations');

  test.each([
    ['handed to a colleague', leave, 'Account 1', null],
    ['renamed', () => rename('Acme Ltd'), 'Acme Ltd', 1],
  ])('names its account also after that was %s', (_how, happens, accountName, accountId) => {
    happens();
    answer({ outcome: 'refused', reason: 'not_yours' });
    expect(shown()).toMatchObject([{ accountName, accountId }]);
  });

  test('of an earlier Steward names an account that left by the company’s own id of it', () => {
    leave();
    temporary.store.db.client.exec('update operations set organization_name = null');
    answer({ outcome: 'refused', reason: 'not_yours' });
    expect(shown()).toMatchObject([{ accountName: 'acct-1', accountId: null }]);
  });

  test('says all that was decided, figures and days too', () => {
    const account = { organizationId: 1 };
    setPulse(context(), { account, points: 25, reason: 'Their buyer left' });
    setOverride(context(), { account, score: 40.5, reason: 'Nobody answers', untilDay: 20_800 });
    within((tx) => tx.prepared(`update operations set state = 'refused', reason = 'role'`).run());
    expect(shown().map(({ title, text }) => [title, text])).toEqual([
      ['Score set by hand: 40.5 until Dec 13, 2026', 'Nobody answers'],
      ['Pulse: Worried', 'Their buyer left'],
      ['Note', 'written'],
    ]);
  });

  test.each([
    ['was refused', { outcome: 'refused', reason: 'role' }, 'refused'],
    ['lost', { outcome: 'merged', answer: { lost: { text: 'mine' } } }, 'acknowledged'],
  ] as const)('and %s is let go, and taken up again as it was', (_how, said, state) => {
    answer(said);
    const before = shown();
    expect(before).toHaveLength(1);
    letGo(context(), opId);
    expect(shown()).toEqual([]);
    takeUpAgain(context(), opId);
    expect(shown()).toEqual(before);
    expect(row().state).toBe(state);
    expect(() => takeUpAgain(context(), opId)).toThrow(/nothing to take up/i);
  });

  test('is nothing that the company took as it was, or has not answered', () => {
    expect(() => takeUpAgain(context(), opId)).toThrow(/nothing to take up/i);
    answer({});
    expect(() => takeUpAgain(context(), opId)).toThrow(/nothing to take up/i);
    expect(shown()).toEqual([]);
  });
});

function rename(name: string): void {
  temporary.store.db.client.prepare('update organizations set name = ?').run(name);
}

/** What screens read, by the column that says which entry a row is. */
const shownIn = {
  notes: 'note_id',
  pulses: 'pulse_id',
  score_overrides: 'override_id',
  profiling_objections: 'objection_id',
  today_dispositions: 'disposition_id',
  saved_views: 'view_id',
  email_templates: 'template_id',
  brand_settings: 'brand_id',
  rules: 'rule_id',
  segments: 'segment_id',
  sequences: 'sequence_id',
  ctas: 'cta_id',
  cta_tasks: 'task_id',
  holidays: 'holiday_id',
  milestone_definitions: 'milestone_id',
  success_plans: 'plan_id',
  activity_templates: 'template_id',
};

test.each(Object.entries(shownIn))(
  'of %s, what is neither in the copy nor on its way is shown no more',
  (table, key) => {
    const { client } = temporary.store.db;
    client.exec('delete from notes');
    for (const entry of ['gone', 'stays']) fillRow(temporary.store, table, { [key]: entry });
    within((tx) => {
      tx.prepared(`insert into entry_marks (table_name, entry) values (?, 'gone')`).run(table);
      expect(refoldMarked(tx)).toBe(1);
    });
    expect(client.prepare(`select ${key} from ${table}`).pluck().all()).toEqual(['stays']);
  },
);
