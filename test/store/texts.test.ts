import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addNote, changeNote, removeNote } from '../../src-main/actions/notes/notes';
import { entityTable } from '../../src-main/store/copy/copied-tables';
import { putEntities } from '../../src-main/store/copy/entities';
import { makeTwins, promoteTwins } from '../../src-main/store/copy/place';
import { purgeCopy } from '../../src-main/store/copy/purge';
import { findTexts } from '../../src-main/store/texts/find-texts';
import { catchUp, nextBehind } from '../../src-main/store/texts/texts-behind';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { decisionsOn } from '../support/action-context';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
const dayMilliseconds = 86_400_000;
const now = today * dayMilliseconds;
const ago = (days: number) => now - days * dayMilliseconds;

let temporary: TemporaryStore;
let id: number;
let made: number;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  made = 0;
  id = addAccount(temporary.store, today, { organization: { name: 'Harbour' } });
  addContact(temporary.store, { userId: 7, organizationId: id, name: 'Maria' });
});
afterEach(() => temporary.remove());

type Row = Readonly<Record<string, string | number | null>>;
function insert(table: string, row: Row): void {
  const columns = Object.keys(row);
  writeTransaction(temporary.store, 'test row', (tx) =>
    tx
      .prepared<(string | number | null)[]>(
        `replace into "${table}" (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      )
      .run(...Object.values(row)),
  );
}
const ticket = (subject: string, row: Row = {}) =>
  insert('support_tickets', {
    ...{ ticket_id: ++made, organization_id: id, external_id: `t${made}`, subject, severity: 'low' },
    ...{ opened_at: ago(2), ...row },
  });
const note = (text: string, at = now, organizationId = id) =>
  addNote(decisionsOn(temporary.store, at), { account: { organizationId }, contactId: null, text });
const find = (typed: string, organizationId?: number, limit = 50) =>
  findTexts(temporary.store.read, { typed, organizationId, limit, now });
const found = (typed: string, organizationId?: number) =>
  find(typed, organizationId).map(({ parts }) => parts.map(({ text }) => text).join(''));
const catchUpAll = (most = 2) => {
  for (
    let table = nextBehind(temporary.store.read);
    table !== null;
    table = nextBehind(temporary.store.read)
  ) {
    const source = table;
    writeTransaction(temporary.store, 'catch up', (tx) => catchUp(tx, source, most));
  }
};
/** Whether the index says of every text what it says, and of no other. */
const indexAgrees = () =>
  temporary.store.db.client.exec(`insert into texts_words (texts_words, rank) values ('integrity-check', 1)`);

describe('what was written', () => {
  it('is found whatever it is: notes, messages, answers, CTAs, tasks, tickets and surveys', () => {
    note('The harbourmaster hesitates');
    insert('interventions', {
      ...{ row_id: 1, run_id: 'm1', organization_id: id, user_id: 7, channel: 'email', occurrence: 'o' },
      ...{ launched_by: 'ann', category: 'care', on_cap: 'wait', due_at: 0, expires_at: 0, stage: 'sent' },
      ...{ reason: 'sent', changed_at: 0, next_due: 0, attempt: 1, needs_approval: 0, created_at: ago(9) },
      content: JSON.stringify({ subject: 'Hesitation', text: 'Do you still hesitate?' }),
    });
    insert('incoming_mails', {
      ...{ row_id: 1, mail_id: 'i1', organization_id: id, user_id: 7, run_id: 'm1', kind: 'reply' },
      ...{ came_at: ago(8), noted_at: 0, did: '{}', subject: 'Re: plan', words: 'We hesitated, yes' },
    });
    insert('ctas', {
      ...{ cta_id: 'c1', organization_id: id, type: 'risk', title: 'They hesitate', reason: 'So Maria says' },
      ...{ priority: 'high', due_day: today, firings: 0, author: 'ann', created_at: ago(7), version: 1 },
    });
    insert('cta_tasks', {
      ...{ task_id: 't1', cta_id: 'c1', organization_id: id, title: 'Ask why they hesitate', author: 'ann' },
      ...{ version: 1, company_row: 1 },
    });
    ticket('Hesitating cursor');
    insert('survey_responses', {
      ...{
        response_id: 1,
        organization_id: id,
        external_id: 's1',
        kind: 'nps',
        score: 6,
        responded_at: ago(3),
      },
      comment: 'I hesitate to say it',
    });
    const told = find('hesita');
    expect(told.map(({ kind }) => kind).toSorted()).toEqual(
      ['cta', 'message', 'note', 'reply', 'survey', 'task', 'ticket'].toSorted(),
    );
    const partsOf = (kind: string) => told.find((one) => one.kind === kind)?.parts;
    expect(partsOf('message')).toEqual([
      { text: 'Hesitation', fits: true },
      { text: ' – ', fits: false },
      { text: 'Do you still ', fits: false },
      { text: 'hesitate', fits: true },
      { text: '?', fits: false },
    ]);
    expect(told.find(({ kind }) => kind === 'reply')).toMatchObject({ at: ago(8), account: 'Harbour' });
    indexAgrees();
  });

  it('of a task is told of when it was written, or done, or its CTA was opened', () => {
    const task = (row: Row) =>
      insert('cta_tasks', { organization_id: id, author: 'ann', version: 1, company_row: 1, ...row });
    const key = `${ago(5)
      .toString(16)
      .padStart(12, '0')
      .replace(/^(.{8})/, '$1-')}-7000-8000-000000000000`;
    insert('ctas', {
      ...{ cta_id: 'c1', organization_id: id, type: 'risk', title: 'Ask', reason: null, priority: 'high' },
      ...{ due_day: today, firings: 0, author: 'ann', created_at: ago(7), version: 1 },
    });
    task({ task_id: key, title: 'Harbour one', due_day: today + 3 });
    task({ task_id: 'p1', cta_id: 'c1', title: 'Harbour two' });
    task({ task_id: 'p2', cta_id: 'c1', title: 'Harbour three', done_at: ago(1) });
    expect(find('harbour').map(({ at }) => at)).toEqual([ago(1), ago(5), ago(7)]);
  });

  it('is looked for in one account, or in all that are in sight', () => {
    const other = addAccount(temporary.store, today, { organization: { name: 'Elsewhere' } });
    note('No renewal\nthis year', now, other);
    note('Renewal talk', ago(1));
    expect(found('RENEW').toSorted()).toEqual(['No renewal this year', 'Renewal talk']);
    expect(found('renew', other)).toEqual(['No renewal this year']);
    // The account's own word in the index is nobody's to type.
    expect(found(`o${other}`)).toEqual([]);
    writeTransaction(temporary.store, 'gone', (tx) =>
      tx.prepared<[number]>('delete from organizations where organization_id = ?').run(other),
    );
    expect(found('renew')).toEqual(['Renewal talk']);
  });

  it('is looked for among what is of one contact: about them, with them, to them, from them', () => {
    addContact(temporary.store, { userId: 8, organizationId: id, name: 'Otto' });
    const context = decisionsOn(temporary.store, now);
    const account = { organizationId: id };
    addNote(context, { account, contactId: 7, text: 'plan one' });
    addNote(context, {
      ...{ account, contactId: null, text: 'plan two' },
      activity: { kind: 'call', at: now, minutes: null, contacts: [7, 8] },
    });
    addNote(context, { account, contactId: 8, text: 'plan three' });
    note('plan four');
    ticket('plan five', { user_id: 7 });
    ticket('plan six', { user_id: 8 });
    ticket('plan seven');
    insert('incoming_mails', {
      ...{ row_id: 1, mail_id: 'i1', organization_id: id, user_id: 7, run_id: 'm1', kind: 'reply' },
      ...{ came_at: ago(8), noted_at: 0, did: '{}', words: 'plan eight' },
    });
    const of = (contactId: number) =>
      findTexts(temporary.store.read, { typed: 'plan', organizationId: id, contactId, limit: 50, now })
        .map(({ parts }) => parts.map(({ text }) => text).join(''))
        .toSorted();
    expect(of(7)).toEqual(['plan eight', 'plan five', 'plan one', 'plan two']);
    expect(of(8)).toEqual(['plan six', 'plan three', 'plan two']);
    expect(of(9)).toEqual([]);
  });

  it('fits by the beginnings of its words, just so between quotes, in any script', () => {
    note('Renewal talk in the café: they hesitate');
    note('与客户成功团队开会，讨论续约');
    note('Встреча с клиентом');
    expect(found('CAFE hesi')).toHaveLength(1);
    expect(found('newal')).toEqual([]);
    expect(found('"talk in the"')).toHaveLength(1);
    expect(found('"talk the"')).toEqual([]);
    expect(found('"hesi"')).toEqual([]);
    expect(found('成功')).toEqual(['与客户成功团队开会，讨论续约']);
    expect(found('续')).toHaveLength(1);
    expect(found('功成')).toEqual([]);
    expect(found('встр')).toHaveLength(1);
    expect(found('re')).toEqual([]);
  });

  it('is told best first: a title before a text, what is new before what is old, and nothing twice', () => {
    note('a renewal', ago(900));
    note('a renewal', ago(2));
    ticket('a renewal', { opened_at: ago(2) });
    expect(find('renewal').map(({ kind, at }) => [kind, at])).toEqual([
      ['ticket', ago(2)],
      ['note', ago(2)],
      ['note', ago(900)],
    ]);
    expect(find('renewal', undefined, 1)).toHaveLength(1);
    for (let times = 0; times < 3; times++) ticket('a renewal', { ticket_id: 1, external_id: 't1' });
    expect(found('renewal')).toHaveLength(3);
    indexAgrees();
  });

  it('is looked for by whatever is typed, and none of it is an error', () => {
    note('text');
    for (const typed of [
      '"',
      '"""',
      'a OR b',
      'NEAR(text b)',
      'text:x',
      '{title words} : text',
      '*^{}',
      "'; drop table texts; --",
      '-text',
      '\u{0}xyz',
      '\u{d800}abc',
      '\u{301}\u{301}\u{301}',
      'word '.repeat(2_000),
      'x'.repeat(10_000),
      '"'.repeat(10_000),
    ])
      expect(() => find(typed)).not.toThrow();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        find(typed);
        find(typed, id);
      }),
      { numRuns: 300 },
    );
  });

  it('is found again by each of its own words, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 3, maxLength: 40 }), (text) => {
        const words = text.match(/[a-z0-9]{3,}/gi) ?? [];
        ticket(text, { ticket_id: 99, external_id: 't99' });
        for (const word of words) expect(found(word)).toEqual([text.replaceAll(/\s+/g, ' ').trim()]);
      }),
      { numRuns: 100 },
    );
    indexAgrees();
  });
});

describe('a text', () => {
  it('that was changed or removed is found by what it says now alone', () => {
    const noteId = note('They hesitate');
    changeNote(decisionsOn(temporary.store, now), { noteId, text: 'They signed' });
    expect(found('hesitate')).toEqual([]);
    expect(found('signed')).toHaveLength(1);
    removeNote(decisionsOn(temporary.store, now), noteId);
    expect(found('signed')).toEqual([]);
    ticket('Slow', { ticket_id: 5 });
    ticket('', { ticket_id: 5 });
    expect(found('slow')).toEqual([]);
    indexAgrees();
  });

  it('is in the book of the account that it moved to', () => {
    const other = addAccount(temporary.store, today);
    ticket('Slow', { ticket_id: 5 });
    ticket('Slow', { ticket_id: 5, organization_id: other });
    expect(found('slow', id)).toEqual([]);
    expect(found('slow', other)).toEqual(['Slow']);
  });

  it('of content that can’t be read is none, and keeps nothing from coming', () => {
    insert('interventions', {
      ...{ row_id: 1, run_id: 'm1', organization_id: id, user_id: 7, channel: 'email', occurrence: 'o' },
      ...{ launched_by: 'ann', category: 'care', on_cap: 'wait', due_at: 0, expires_at: 0, stage: 'sent' },
      ...{ reason: 'sent', changed_at: 0, next_due: 0, attempt: 1, needs_approval: 0, created_at: -5 },
      content: '{"subject": broken',
    });
    expect(found('broken')).toEqual([]);
  });

  it('that names somebody who is erased leaves its words nowhere in the index', () => {
    note('Quillfeather and Maria were there');
    note('Somebody else', ago(1));
    addContact(temporary.store, { userId: 8, organizationId: id, name: 'Quillfeather' });
    const inIndex = () =>
      temporary.store.read
        .prepared<[], Buffer>('select block from texts_words_data')
        .pluck()
        .all()
        .some((block) => block.toString('latin1').includes('quillfeather'));
    expect(inIndex()).toBe(true);
    temporary.store.erasePeople([{ erasure: 1, organizationId: id, userId: 8 }]);
    expect(found('quillfeather')).toEqual([]);
    expect(inIndex()).toBe(false);
    expect(found('somebody')).toHaveLength(1);
    indexAgrees();
  });
});

describe('texts that a load brings', () => {
  const table = entityTable('support_tickets');
  const load = (subjects: Readonly<Record<number, string>>) =>
    writeTransaction(temporary.store, 'load', (tx) => {
      makeTwins(tx, ['support_tickets']);
      const rows = Object.entries(subjects).map(([key, subject]) => {
        const values: Row = {
          ...{
            ticket_id: Number(key),
            organization_id: id,
            external_id: `t${key}`,
            subject,
            severity: 'low',
          },
          ...{ opened_at: ago(2), resolved_at: null, satisfaction: null, user_id: null },
        };
        return table.columns.map(({ name }) => values[name] ?? null);
      });
      putEntities(tx, 'loading', table, rows);
      promoteTwins(tx, ['support_tickets']);
    });
  const many = Object.fromEntries(Array.from({ length: 600 }, (_, key) => [key + 1, `Slow ${key + 1}`]));

  it('are read bit by bit, once, and those that are gone are found no more from the first moment on', () => {
    load({ 1: 'Slow before', 700: 'Slow and gone' });
    catchUpAll();
    expect(found('slow')).toHaveLength(2);
    load(many);
    expect(found('gone')).toEqual([]);
    expect(nextBehind(temporary.store.read)).toBe('support_tickets');
    catchUpAll(250);
    expect(nextBehind(temporary.store.read)).toBeNull();
    expect(found('before')).toEqual([]);
    expect(found('600')).toEqual(['Slow 600']);
    ticket('Slow afterwards', { ticket_id: 600 });
    expect(found('600')).toEqual([]);
    expect(found('afterwards')).toHaveLength(1);
    indexAgrees();
  });

  it('say, row by row, what the rows say, however they were read', () => {
    load(many);
    catchUpAll(7);
    const texts = temporary.store.read
      .prepared<[], { entry: string; title: string; at: number }>(
        `select entry, title, at from texts where source = 'support_tickets' order by cast(entry as integer)`,
      )
      .all();
    const rows = temporary.store.read
      .prepared<[], { entry: string; title: string; at: number }>(
        `select cast(ticket_id as text) as entry, subject as title, opened_at as at from support_tickets order by ticket_id`,
      )
      .all();
    expect(rows).toHaveLength(600);
    expect(texts).toEqual(rows);
  });

  it('are gone with the copy', () => {
    load({ 1: 'Slow' });
    catchUpAll();
    writeTransaction(temporary.store, 'purge', purgeCopy);
    addAccount(temporary.store, today, { organization: { organizationId: id } });
    expect(found('slow')).toEqual([]);
    indexAgrees();
  });
});
