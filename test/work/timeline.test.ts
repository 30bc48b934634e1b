import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatDay, instantOfDay } from '../../src-main/lib/day';
import { writeSyncState } from '../../src-main/store/copy/sync-state';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { readTimeline } from '../../src-main/work/timeline/read-timeline';
import { timelineInputSchema, timelineSchema } from '../../src-preload/contract/timeline';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';
import { insertInto } from './support/insert-into';

const today = 20_775;
const hour = 3_600_000;
const now = instantOfDay(today) + 12 * hour;
const at = (daysAgo: number, hours = 9) => instantOfDay(today - daysAgo) + hours * hour;
let temporary: TemporaryStore;
let id: number;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  id = addAccount(temporary.store, today, { organization: { name: 'Harbour' } });
  addContact(temporary.store, { userId: 7, organizationId: id, name: 'Maria' });
  addContact(temporary.store, { userId: 8, organizationId: id, name: 'Otto' });
});
afterEach(() => temporary.remove());

const insert = (table: string, row: Record<string, string | number | null>) =>
  insertInto(temporary.store, table, row);
const read = (choice: Partial<Parameters<typeof timelineInputSchema.parse>[0] & object> = {}) =>
  timelineSchema.parse(readTimeline(temporary.store.read, timelineInputSchema.parse({ id, ...choice }), now));
const sentences = (choice: object = {}) => read(choice).entries.map(({ sentence }) => sentence);
const subject = () => ({ organization_id: id, organization_external_id: `acct-${id}` });

let made = 0;
const note = (text: string, createdAt: number, contact: string | null = null) =>
  insert('notes', {
    ...{ note_id: `n${++made}`, ...subject(), contact, author: 'ann', text },
    ...{ created_at: createdAt, version: 1 },
  });
const ticket = (row: Record<string, string | number | null>) =>
  insert('support_tickets', {
    ...{
      ticket_id: ++made,
      external_id: `t${made}`,
      organization_id: id,
      subject: 'It is slow',
      severity: 'high',
    },
    ...row,
  });
const term = (row: Record<string, string | number | null>) =>
  insert('subscriptions', {
    ...{ subscription_id: ++made, external_id: `s${made}`, organization_id: id, product: 'Track', mrr: 120 },
    ...{ currency: 'EUR', billing_months: 12, discount: 0, ...row },
  });
const message = (row: Record<string, string | number | null>) =>
  insert('interventions', {
    ...{
      row_id: ++made,
      run_id: `m${made}`,
      organization_id: id,
      user_id: 7,
      channel: 'email',
      occurrence: `o${made}`,
    },
    ...{
      launched_by: 'ann',
      category: 'care',
      on_cap: 'wait',
      due_at: 0,
      expires_at: 0,
      created_at: at(5),
      stage: 'sent',
    },
    ...{ reason: 'sent', changed_at: at(5), next_due: 0, attempt: 1, needs_approval: 0, ...row },
  });
const incoming = (row: Record<string, string | number | null>) =>
  insert('incoming_mails', {
    ...{ row_id: ++made, mail_id: `i${made}`, organization_id: id, user_id: 7, run_id: 'm', kind: 'reply' },
    ...{ came_at: at(3), noted_at: at(3), did: '{}', ...row },
  });
const cta = (row: Record<string, string | number | null>) =>
  insert('ctas', {
    ...{
      cta_id: `c${++made}`,
      ...subject(),
      type: 'risk',
      title: 'Call them',
      priority: 'high',
      due_day: today,
    },
    ...{ firings: 0, author: 'ann', created_at: at(4), version: 1, ...row },
  });

describe('what an account’s timeline tells, as its rows have it', () => {
  it('of notes: who wrote them, about whom, and the text', () => {
    note('They plan a second site', at(2));
    note('Asked for a trainer', at(1), 'user-7');
    expect(read().entries).toMatchObject([
      {
        sentence: 'ann wrote a note about Maria',
        detail: 'Asked for a trainer',
        contact: { id: 7, name: 'Maria' },
      },
      { sentence: 'ann wrote a note', detail: 'They plan a second site', contact: null, isPending: false },
    ]);
  });

  it('of what took place: what it was, with whom, how long and by whom, at its own time', () => {
    const activity = JSON.stringify({
      kind: 'business_review',
      at: at(3),
      minutes: 45,
      contacts: ['user-7', 'user-8'],
    });
    insert('notes', {
      ...{ note_id: 'a', ...subject(), author: 'ann', text: 'All reached', activity, happened_at: at(3) },
      ...{ created_at: at(1), version: 1 },
    });
    const told = {
      sentence: 'Business review with Maria, Otto, 45 minutes, by ann',
      at: at(3),
      detail: 'All reached',
    };
    expect(read().entries).toMatchObject([told]);
    expect(read({ contactId: 8 }).entries).toMatchObject([told]);
    addContact(temporary.store, { userId: 9, organizationId: id, name: 'Ida' });
    expect(read({ contactId: 9 }).entries).toEqual([]);
  });

  it('of messages: what went to whom by whom, when it went, and how it stands', () => {
    message({ content: '{"subject":"Your review"}', created_at: at(5), sent_at: at(2) });
    message({ channel: 'in_app', stage: 'dropped', reason: 'cap', created_at: at(4), user_id: 99 });
    expect(read().entries).toMatchObject([
      {
        sentence: 'Mail “Your review” to Maria, by ann',
        at: at(2),
        delivery: { stage: 'sent', reason: 'sent', channel: 'email' },
      },
      {
        sentence: 'In-app message to a contact who left the list, by ann',
        at: at(4),
        delivery: { stage: 'dropped', reason: 'cap' },
      },
    ]);
  });

  it('of what came back: replies with their words, and all else by its kind', () => {
    incoming({ subject: 'Re: review', words: 'Tuesday is fine', came_at: at(1) });
    incoming({ kind: 'bounced', came_at: at(2) });
    incoming({ kind: 'out_of_office', until_day: 20_780, came_at: at(3) });
    expect(read().entries).toMatchObject([
      { sentence: 'Maria wrote back: “Re: review”', detail: 'Tuesday is fine' },
      { sentence: 'A mail to Maria came back: there is no such address any more' },
      { sentence: 'Maria is away until Nov 23, 2026' },
    ]);
  });

  it('of notes of which tasks were made: how many, and how many of them are done', () => {
    const task = (number: number, note_id: string | null, done_at: number | null) =>
      insert('cta_tasks', {
        ...{ task_id: `${note_id} ${number}`, note_id, ...subject(), title: 'Call', done_at, done_by: null },
        ...{ author: 'ann', version: 1, company_row: number },
      });
    const told = () => read({ kinds: ['note'] }).entries.map(({ sentence }) => sentence);
    note('Next: Call', at(1));
    const noteId = `n${made}`;
    task(1, noteId, null);
    task(2, null, null);
    expect(told()).toEqual(['ann wrote a note, 1 task made of it']);
    task(3, noteId, at(1));
    expect(told()).toEqual(['ann wrote a note, 2 tasks made of it, 1 of them done']);
    temporary.store.db.client.exec(`update cta_tasks set done_at = 5`);
    expect(told()).toEqual(['ann wrote a note, 2 tasks made of it, all done']);
  });

  it('of CTAs and tasks: who opened, closed and did them', () => {
    cta({
      cta_id: 'a',
      reason: 'Nobody signs in',
      outcome: 'no_response',
      closed_at: at(1),
      closed_by: 'bob',
    });
    cta({ cta_id: 'b', title: 'Renew', rule_id: 'r', created_at: at(6) });
    insert('rules', {
      ...{ rule_id: 'r', name: 'Renewal soon', definition: '{}', state: 'off', version: 1 },
      ...{ author: 'ann', created_at: 0 },
    });
    insert('cta_tasks', {
      ...{
        task_id: 't',
        cta_id: 'a',
        ...subject(),
        title: 'Find the number',
        done_at: at(2),
        done_by: 'ann',
      },
      ...{ author: 'ann', version: 1, company_row: 1 },
    });
    expect(read().entries).toMatchObject([
      { sentence: 'bob closed the CTA “Call them”: no response' },
      { sentence: 'ann did the task “Find the number” of the CTA “Call them”' },
      { sentence: 'ann opened the CTA “Call them”', detail: 'Nobody signs in' },
      { sentence: 'The rule Renewal soon opened the CTA “Renew”' },
    ]);
  });

  it('of milestones: which were reached or lost or set by hand, and no step on the way', () => {
    insert('copied_milestone_definitions', {
      ...{ row_id: 1, milestone_id: 'ms', name: 'First report', definition: '{}', author: 'ann' },
      ...{ made_at: 0, version: 1, changed: '{}', created_at: 0 },
    });
    const moved = (
      before: number,
      progress: number,
      daysAgo: number,
      more: Record<string, string | number> = {},
    ) =>
      insert('milestone_progress_history', {
        ...{ row_id: ++made, organization_id: id, user_id: null, milestone_id: 'ms', day: today - daysAgo },
        ...{ progress_before: before, progress, recorded_at: 0, ...more },
      });
    moved(0, 40, 5);
    moved(40, 100, 4, { user_id: 8 });
    moved(100, 80, 3);
    moved(80, 90, 2, { author: 'ann', reason: 'Seen on a call' });
    expect(read().entries).toMatchObject([
      {
        sentence: 'ann set the milestone First report to 90%, from 80%',
        detail: 'Seen on a call',
        isWholeDay: true,
      },
      { sentence: 'Milestone First report went back to 80%, from 100%' },
      { sentence: 'Milestone First report reached by Otto', contact: { id: 8 } },
    ]);
  });

  it('of pulses, scores by hand and interventions', () => {
    insert('pulses', {
      ...{ pulse_id: 'p', ...subject(), points: 25, reason: 'New boss', author: 'ann', created_at: at(1) },
    });
    insert('score_overrides', {
      ...{ override_id: 'o', ...subject(), score: 74.95, reason: 'Signed', author: 'bob' },
      ...{ created_at: at(2), until_day: 20_780 },
    });
    const deed = {
      external_id: 'd',
      kind: 'business_review',
      channel: 'call',
      is_automatic: 0,
      is_held_out: 0,
    };
    insert('intervention_history', {
      ...{
        ...deed,
        intervention_id: 1,
        organization_id: id,
        user_id: 7,
        started_at: at(3),
        outcome: 'successful',
      },
    });
    insert('intervention_history', {
      ...{ ...deed, intervention_id: 2, organization_id: id, started_at: at(4), is_held_out: 1 },
    });
    expect(read().entries).toMatchObject([
      { sentence: 'ann gave a pulse of 25', detail: 'New boss' },
      { sentence: 'bob set the score to 75.0 until Nov 23, 2026', detail: 'Signed' },
      { sentence: 'Business review by call with Maria: successful' },
      { sentence: 'Business review by call was left out, to see what it does' },
    ]);
  });

  it('of tickets, surveys and subscriptions', () => {
    ticket({ opened_at: at(9), resolved_at: at(1), satisfaction: 4, user_id: 7 });
    insert('survey_responses', {
      ...{ response_id: 1, organization_id: id, user_id: 7, external_id: 's', kind: 'nps', score: 9 },
      ...{ comment: 'Works well', responded_at: at(2) },
    });
    term({ started_on: today - 20, ended_on: today - 3 });
    term({ started_on: today - 400, renews_on: today - 5 });
    term({ started_on: today + 1, renews_on: today + 400 });
    expect(read().entries.map(({ sentence, detail }) => [sentence, detail])).toEqual([
      ['Support resolved the ticket “It is slow”, opened on Nov 9, 2026, 4 of 5 content with it', null],
      ['Maria answered 9 of 10 to NPS', 'Works well'],
      ['Subscription of Track ended, EUR 120 a month', null],
      ['Subscription of Track was up for renewal, EUR 120 a month', null],
      ['Maria opened the ticket “It is slow” (high)', null],
      ['Subscription of Track began, EUR 120 a month', null],
      ['Subscription of Track began, EUR 120 a month', null],
    ]);
  });

  it('of contacts who left, and of risk that became another one', () => {
    addContact(temporary.store, { userId: 9, organizationId: id, name: 'Ida', deactivatedAt: at(1) });
    insert('contact_departures', {
      ...{ row_id: 1, departure_id: 'd', organization_id: id, user_id: 8, how: 'bounced' },
      ...{ noticed_on: today - 2, mail_id: 'm' },
    });
    for (const [daysAgo, level] of [
      [20, 'low'],
      [13, 'low'],
      [6, 'high'],
      [4, 'medium'],
    ] as const)
      insert('risk_assessment_history', { organization_id: id, as_of: today - daysAgo, level });
    expect(sentences()).toEqual([
      'Ida is no contact any more',
      'Otto is no longer there: mail to their address comes back',
      'Risk fell from high to medium',
      'Risk rose from low to high',
    ]);
  });
});

describe('the order and the pages of a timeline', () => {
  beforeEach(() => {
    for (let k = 0; k < 30; k++) {
      note(`note ${k}`, at(k % 5, k % 3));
      ticket({ opened_at: at(k % 7, k % 3), resolved_at: k % 2 === 0 ? at(k % 5) : null });
    }
    for (let day = 0; day < 6; day++) term({ product: `P${day % 2}`, started_on: today - (day % 3) });
  });

  it.each([1, 2, 7, 50])('by pages of %i it is the whole, each entry once, the newest first', (limit) => {
    const whole = read({ limit: 200 });
    expect(whole.next).toBeNull();
    expect(whole.entries.length).toBe(30 + 30 + 15 + 6);
    const keys = whole.entries.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const times = whole.entries.map((entry) => entry.at);
    expect(times).toEqual(times.toSorted((left, right) => right - left));
    const paged: string[] = [];
    for (let page = read({ limit }); ; page = read({ limit, cursor: page.next })) {
      expect(page.entries.length).toBeLessThanOrEqual(limit);
      expect(paged.length).toBeLessThan(keys.length);
      paged.push(...page.entries.map(({ key }) => key));
      if (page.next === null) break;
    }
    expect(paged).toEqual(keys);
  });

  it('what comes while somebody reads on moves no page', () => {
    const first = read({ limit: 10 });
    const rest = read({ limit: 200, cursor: first.next }).entries;
    note('just now', now);
    expect(read({ limit: 200, cursor: first.next }).entries).toEqual(rest);
  });

  it('has the kinds that are asked for, and no other account’s', () => {
    const other = addAccount(temporary.store, today, { organization: { name: 'Other' } });
    expect(new Set(read({ kinds: ['note', 'term'], limit: 200 }).entries.map(({ kind }) => kind))).toEqual(
      new Set(['note', 'term']),
    );
    expect(read({ id: other }).entries).toEqual([]);
  });

  it('ends with today: what lies ahead is not told', () => {
    ticket({ opened_at: instantOfDay(today + 1) });
    note('of the last minute', instantOfDay(today + 1) - 1);
    expect(read({ limit: 1 }).entries[0]?.detail).toBe('of the last minute');
  });
});

describe('whom a timeline is about', () => {
  it('of a contact it has what is theirs alone', () => {
    note('about Maria', at(1), 'user-7');
    note('about Otto', at(2), 'user-8');
    note('about the account', at(3));
    message({ user_id: 7 });
    ticket({ opened_at: at(6), user_id: 8 });
    cta({});
    expect(sentences({ contactId: 7 })).toEqual(['ann wrote a note about Maria', 'Mail to Maria, by ann']);
  });

  it('of people it has what they did, and nothing that a rule or the company did', () => {
    note('by hand', at(1));
    message({ rule_id: 'r', launched_by: 'runner' });
    message({ launched_by: 'bob', created_at: at(2) });
    ticket({ opened_at: at(6) });
    cta({ rule_id: 'r' });
    cta({ title: 'By hand' });
    expect(sentences({ byPeople: true })).toEqual([
      'ann wrote a note',
      'Mail to Maria, by bob',
      'ann opened the CTA “By hand”',
    ]);
  });

  it('days are the company’s, whatever the clock of Greenwich says', () => {
    writeTransaction(temporary.store, 'test zone', (tx) =>
      writeSyncState(tx, { zone: 'Asia/Tokyo', asOf: now, snapshot: '1:1:' }),
    );
    note('late in the evening', instantOfDay(today - 1) + 20 * hour);
    term({ started_on: today });
    expect(read().entries.map(({ day, kind }) => [kind, day])).toEqual([
      ['note', formatDay(today)],
      ['term', formatDay(today)],
    ]);
  });
});
