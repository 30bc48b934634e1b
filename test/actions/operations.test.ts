import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordObjection } from '../../src-main/actions/contacts/objection';
import { markDone, snoozeItem, undoItem } from '../../src-main/actions/desk/today';
import { deleteView, saveView } from '../../src-main/actions/desk/views';
import { addNote, changeNote, removeNote } from '../../src-main/actions/notes/notes';
import { setOverride, withdrawOverride } from '../../src-main/actions/scores/override';
import { setPulse, takeBackPulse } from '../../src-main/actions/scores/pulse';
import { latestWords } from '../../src-main/engines/today/put-away';
import { calendarOf } from '../../src-main/lib/company-calendar';
import { readTodayFacts } from '../../src-main/store/desk/read-today';
import { readNotes } from '../../src-main/store/notes/read-notes';
import { readLatestPulses, readOverride } from '../../src-main/store/scores/judgements';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { stuckByAccount } from '../../src-main/work/milestones/stuck-plans';
import { operationPatchSchemas } from '../../src-preload/contract/operations';
import { decisionsOn } from '../support/action-context';
import { addDisposition, addOverride, addPulse } from '../support/earlier-entries';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
const now = today * 86_400_000;

let temporary: TemporaryStore;
let pushes: number;
let id: number;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  pushes = 0;
  id = addAccount(temporary.store, today);
});
afterEach(() => temporary.remove());

const context = () => decisionsOn(temporary.store, now, { pushSoon: () => (pushes += 1) });
const account = () => ({ organizationId: id });

interface OutboxLine {
  op_id: string;
  kind: string;
  entry: string;
  state: string;
  patch: string;
  base_version: number | null;
  author: string;
  earlier_author: string | null;
  organization_external_id: string | null;
}

const outbox = () =>
  temporary.store.read.prepared<[], OutboxLine>('select * from operations order by seq').all();
const rows = (table: string) =>
  temporary.store.read.prepared<[], Record<string, unknown>>(`select * from ${table}`).all();
const state = { filter: {}, sort: { key: 'arr' as const, descending: true }, columns: ['arr'] };

describe('a decision', () => {
  const decisions: [string, string, string[], () => void][] = [
    [
      'a note',
      'notes',
      ['note.add'],
      () => void addNote(context(), { account: account(), contactId: null, text: 'x' }),
    ],
    [
      'a pulse',
      'pulses',
      ['pulse.set'],
      () => void setPulse(context(), { account: account(), points: 25, reason: 'why' }),
    ],
    [
      'a score set by hand',
      'score_overrides',
      ['override.set'],
      () => setOverride(context(), { account: account(), score: 40, reason: 'why', untilDay: today + 3 }),
    ],
    [
      'an objection to profiling',
      'profiling_objections',
      ['objection.record'],
      () => {
        addContact(temporary.store, { userId: 7, organizationId: id, name: 'Ana' });
        recordObjection(context(), { account: account(), contactId: 7, sinceDay: today });
      },
    ],
    [
      'an item of Today',
      'today_dispositions',
      ['today.dispose'],
      () => markDone(context(), `${id}:renewal`, stuckByAccount),
    ],
    ['a view', 'saved_views', ['view.save'], () => void saveView(context(), { name: 'Mine', ...state })],
  ];

  it.each(decisions)(
    'about %s is there with its operation, and is on its way',
    (_what, table, kinds, decide) => {
      decide();
      expect(rows(table)).toHaveLength(1);
      expect(outbox().map(({ kind }) => kind)).toEqual(kinds);
      for (const { kind, patch, op_id, entry } of outbox()) {
        const schema = operationPatchSchemas[kind as keyof typeof operationPatchSchemas];
        expect(schema.safeParse(JSON.parse(patch)).success, kind).toBe(true);
        expect(entry).toBe(op_id);
      }
      expect(outbox()).toMatchObject([{ state: 'pending', author: 'Ann', base_version: null }]);
      expect(pushes).toBe(1);
    },
  );

  it.each(decisions)(
    'about %s leaves neither where its operation can’t be written',
    (_what, table, _kinds, decide) => {
      temporary.store.db.client.exec(
        `create trigger full_outbox before insert on operations begin select raise(abort, 'no room'); end`,
      );
      expect(decide).toThrow(/no room/);
      expect(rows(table)).toEqual([]);
      expect(outbox()).toEqual([]);
    },
  );

  it('that is taken back is an operation of its own: what is undone leaves a trace', () => {
    const pulseId = setPulse(context(), { account: account(), points: 25, reason: 'why' });
    takeBackPulse(context(), { account: account(), pulseId });
    setOverride(context(), { account: account(), score: 40, reason: 'why', untilDay: today + 3 });
    withdrawOverride(context(), account());
    markDone(context(), `${id}:renewal`, stuckByAccount);
    expect(undoItem(context(), `${id}:renewal`)).toBe(true);
    expect(undoItem(context(), `${id}:renewal`)).toBe(false);
    const view = saveView(context(), { name: 'Mine', ...state });
    deleteView(context(), view.id);
    const note = addNote(context(), { account: account(), contactId: null, text: 'x' });
    removeNote(context(), note);
    expect(outbox().map(({ kind }) => kind)).toEqual([
      ...[
        'pulse.set',
        'pulse.withdraw',
        'override.set',
        'override.withdraw',
        'today.dispose',
        'today.restore',
      ],
      ...['view.save', 'view.remove', 'note.add', 'note.remove'],
    ]);
    for (const table of ['today_dispositions', 'saved_views', 'notes']) expect(rows(table)).toEqual([]);
    expect(() => removeNote(context(), note)).toThrow(/removed already/);
    expect(() => changeNote(context(), { noteId: note, text: 'y' })).toThrow(/removed already/);
    expect(outbox()).toHaveLength(10);
  });

  it('about a view says only what it changes', () => {
    const { id: view } = saveView(context(), { name: 'Mine', ...state });
    saveView(context(), { id: view, name: 'Mine', ...state });
    saveView(context(), { id: view, name: 'Ours', ...state });
    saveView(context(), { id: view, name: 'Ours', ...state, columns: ['score'] });
    const [, renamed, widened, ...more] = outbox();
    expect(more).toEqual([]);
    expect(renamed).toMatchObject({ patch: '{"name":"Ours"}', base_version: 1, entry: view });
    expect(Object.keys(JSON.parse(widened?.patch ?? ''))).toEqual(['view']);
  });
});

describe('notes', () => {
  const found = (search: string, contactId?: number) =>
    readNotes(temporary.store.read, { organizationId: id, search, contactId }).notes.map(({ text }) => text);

  beforeEach(() => {
    addContact(temporary.store, { userId: 7, organizationId: id, name: 'Zoë' });
    addNote(context(), {
      account: account(),
      contactId: null,
      text: 'Renewal talk with the café: they hesitate',
    });
    addNote(context(), { account: account(), contactId: 7, text: 'Zoë likes the new reports' });
  });

  it('are found by the beginnings of their words, whatever marks and letters these have', () => {
    expect(found('renew')).toEqual(['Renewal talk with the café: they hesitate']);
    expect(found('CAFE hesi')).toEqual(['Renewal talk with the café: they hesitate']);
    expect(found('zoe')).toEqual(['Zoë likes the new reports']);
    expect(found('newal')).toEqual([]);
    expect(found('the')).toHaveLength(2);
    expect(found('"*:')).toHaveLength(2);
  });

  it('that were changed or removed are found by what they say now alone', () => {
    const [note] = readNotes(temporary.store.read, { organizationId: id, search: 'renewal' }).notes;
    changeNote(context(), { noteId: note?.id ?? '', text: 'They signed' });
    expect(found('hesitate')).toEqual([]);
    expect(found('signed')).toEqual(['They signed']);
    removeNote(context(), note?.id ?? '');
    expect(found('signed')).toEqual([]);
  });

  it('of what took place say when and with whom, and are told with each who was there', () => {
    addContact(temporary.store, { userId: 9, organizationId: id, name: 'Otto' });
    const talk = { kind: 'renewal_talk', at: 1_000, minutes: 30 } as const;
    addNote(context(), {
      ...{ account: account(), contactId: null, text: 'They sign' },
      activity: { ...talk, contacts: [7, 9] },
    });
    addNote(context(), {
      ...{ account: account(), contactId: null, text: 'Alone' },
      activity: { ...talk, contacts: [9] },
    });
    const told = readNotes(temporary.store.read, { organizationId: id, search: 'sign' }).notes[0];
    expect(told).toMatchObject({
      contact: null,
      activity: {
        ...talk,
        contacts: [
          { id: 7, name: 'Zoë' },
          { id: 9, name: 'Otto' },
        ],
      },
    });
    expect(found('', 9).toSorted()).toEqual(['Alone', 'They sign']);
    expect(found('', 7)).toContain('They sign');
    expect(found('', 7)).not.toContain('Alone');
    changeNote(context(), {
      ...{ noteId: told?.id ?? '', text: 'They sign' },
      activity: { ...talk, minutes: 45, contacts: [7] },
    });
    expect(found('sign', 9)).toEqual([]);
    expect(readNotes(temporary.store.read, { organizationId: id, search: 'sign' }).notes[0]).toMatchObject({
      activity: { minutes: 45 },
    });
  });

  it('of what is still to come are none', () => {
    const future = { kind: 'call' as const, at: Date.now() + 86_400_000, minutes: null, contacts: [] };
    expect(() =>
      addNote(context(), { account: account(), contactId: null, text: 'x', activity: future }),
    ).toThrow(/has not taken place/);
  });

  it('about a contact are told with the contact, and of no contact of another account', () => {
    expect(found('', 7)).toEqual(['Zoë likes the new reports']);
    const other = addAccount(temporary.store, today);
    addContact(temporary.store, { userId: 8, organizationId: other, name: 'Else' });
    expect(() => addNote(context(), { account: account(), contactId: 8, text: 'x' })).toThrow(
      /not in your copy/,
    );
    expect(readNotes(temporary.store.read, { organizationId: other }).total).toBe(0);
  });
});

describe('what was kept on this desktop alone before', () => {
  const key = (n: number) => `018f0000-0000-7000-8000-00000000000${n}`;
  beforeEach(() => {
    const externalId = rows('organizations')[0]?.['external_id'] as string;
    const about = { companyId: null, organizationId: id, externalId };
    const by = { reason: 'because', author: 'Zora', createdAt: 1 };
    writeTransaction(temporary.store, 'test earlier', (tx) => {
      addPulse(tx, { pulseId: key(1), ...about, ...by, points: 33.34 });
      addPulse(tx, { pulseId: key(2), ...about, ...by, createdAt: 2, points: 50, withdrawnAt: 9 });
      addOverride(tx, { overrideId: key(3), ...about, ...by, createdAt: 3, score: 74.96, untilDay: today });
      addPulse(tx, { pulseId: key(4), ...about, ...by, externalId: null, points: 1 });
      addDisposition(tx, {
        dispositionId: key(5),
        ...about,
        kind: 'renewal',
        day: today - 3,
        state: 'done',
        at: 5,
      });
      addDisposition(tx, {
        dispositionId: key(6),
        ...about,
        kind: 'renewal',
        day: today - 300,
        state: 'done',
        at: 4,
      });
    });
  });

  it('goes up once, before the first decision, under its own keys and with its author as text', () => {
    addNote(context(), { account: account(), contactId: null, text: 'x' });
    addNote(context(), { account: account(), contactId: null, text: 'y' });
    const lines = outbox();
    expect(lines.map(({ kind }) => kind)).toEqual([
      ...[
        'pulse.set',
        'pulse.set',
        'pulse.withdraw',
        'override.set',
        'today.dispose',
        'note.add',
        'note.add',
      ],
    ]);
    expect(lines.slice(0, 5).map(({ entry }) => entry)).toEqual([key(1), key(2), key(2), key(3), key(5)]);
    expect(lines[0]).toMatchObject({ op_id: key(1), author: 'Ann', earlier_author: 'Zora' });
    expect(JSON.parse(lines[0]?.patch ?? '')).toEqual({ points: 33.3, reason: 'because' });
    expect(JSON.parse(lines[3]?.patch ?? '')).toEqual({
      score: 75,
      reason: 'because',
      until_day: '2026-11-18',
    });
  });

  it('stays what it was when it is taken back, and what nobody can name stays here', () => {
    takeBackPulse(context(), { account: account(), pulseId: key(1) });
    expect(rows('pulses')).toHaveLength(3);
    expect(rows('pulses').find((row) => row['pulse_id'] === key(1))).toMatchObject({
      author: 'Zora',
      withdrawn_at: now,
    });
    expect(outbox().map(({ entry }) => entry)).not.toContain(key(4));
  });
});

it('the last of several words counts, also where the clock went back between them', () => {
  const at = (moment: number) => decisionsOn(temporary.store, moment);
  const override = { account: account(), reason: 'why', untilDay: today + 3 };
  setPulse(at(now), { account: account(), points: 25, reason: 'first' });
  setPulse(at(now - 90_000_000), { account: account(), points: 75, reason: 'last' });
  setOverride(at(now), { ...override, score: 40 });
  setOverride(at(now - 3_600_000), { ...override, score: 60 });
  snoozeItem(
    at(now + 5_000),
    { key: `${id}:renewal`, untilDay: today + 7, reason: 'on hold' },
    stuckByAccount,
  );
  markDone(at(now + 1_000), `${id}:renewal`, stuckByAccount);
  expect(readLatestPulses(temporary.store.read, calendarOf('UTC'), today).get(id)?.reason).toBe('last');
  expect(readOverride(temporary.store.read, id, today)?.score).toBe(60);
  const words = latestWords(readTodayFacts(temporary.store.read, now, stuckByAccount).dispositions);
  expect([...words.values()].map(({ state: word }) => word)).toEqual(['done']);
});
