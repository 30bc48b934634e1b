import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setBrand } from '../../src-main/actions/templates/brand';
import { parseDay } from '../../src-main/lib/day';
import { managers } from '../../src-main/store/schema/company';
import type { Store } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { starters } from '../../src-main/templates/starters/starters';
import { type MailRoom, startMailRoom } from '../../src-main/work/templates/mail-room';
import { messageValues } from '../../src-main/work/templates/message-values';
import { previewTemplate, tryTemplate } from '../../src-main/work/templates/try-template';
import { templateVariables, variableNames } from '../../src-preload/contract/templates/variables';
import { decisionsOn } from '../support/action-context';
import {
  addAccount,
  addContact as putContact,
  type TemporaryStore,
  temporaryStore,
} from '../support/store-builder';
import { brandPatch } from '../support/templates';

const today = parseDay('2026-11-28');
const now = Date.parse('2026-11-28T23:30:00Z');
const links = { unsubscribeUrl: 'https://mail.acme.example/u/1', preferencesUrl: null };

let lastContact = 0;
function addContact(
  store: Store,
  organizationId: number,
  { name = 'Maria Lopez', ...more }: Partial<Contact>,
): number {
  lastContact += 1;
  putContact(store, { userId: lastContact, organizationId, name, ...more });
  return lastContact;
}
type Contact = Parameters<typeof putContact>[1];

let mail: MailRoom;
let temporary: TemporaryStore;
beforeAll(() => {
  mail = startMailRoom();
});
afterAll(() => mail.end());
beforeEach(() => {
  temporary = temporaryStore(() => now);
});
afterEach(() => temporary.remove());

const valuesOf = (organizationId: number, contactId: number | null = null) =>
  messageValues(temporary.store.read, { organizationId, contactId, now, ...links });
const trying = () => ({ db: temporary.store.read, mail, now });

describe('what a message may name', () => {
  test('is what the screens say of the account and the contact', () => {
    writeTransaction(temporary.store, 'test', (tx) => {
      tx.insert(managers).values({ managerId: 5, email: 'ada@acme.example', name: 'Ada Morgan' }).run();
      tx.prepared<[string, string]>(
        'replace into sync_state (id, raw_event_days, zone, currency) values (1, 90, ?, ?)',
      ).run('UTC', 'EUR');
    });
    setBrand(decisionsOn(temporary.store, now), brandPatch);
    const id = addAccount(temporary.store, today, {
      organization: { name: 'Northwind', ownerId: 5, segment: 'Enterprise', timezone: 'Asia/Kolkata' },
      summary: {
        mrr: 4000,
        seats: 40,
        activeUsers: 12,
        renewsOn: today + 93,
        score: 62.44,
        lastActivityDay: today,
      },
    });
    const contact = addContact(temporary.store, id, {
      name: 'Maria Lopez',
      title: 'COO',
      email: 'm@n.example',
    });
    expect(valuesOf(id, contact)).toEqual({
      zone: 'Asia/Kolkata',
      values: {
        'account.name': 'Northwind',
        'account.owner': 'Ada Morgan',
        'account.segment': 'Enterprise',
        'account.arr': { amount: 48_000, currency: 'EUR' },
        'account.seats': 40,
        'account.started_on': null,
        'account.renewal_on': '2027-03-01',
        'contact.name': 'Maria Lopez',
        'contact.first_name': 'Maria',
        'contact.title': 'COO',
        'contact.email': 'm@n.example',
        'owner.name': 'Ada Morgan',
        'owner.first_name': 'Ada',
        'owner.email': 'ada@acme.example',
        'company.name': 'Acme Software',
        'company.postal_address': '1 Harbour Street, Dublin',
        'company.website': 'https://acme.example',
        'brand.logo_url': null,
        'brand.color': '#1f5fbf',
        'health.score': 62.4,
        'risk.level': 'low',
        'risk.probability': null,
        'usage.active_users': 12,
        'usage.seat_share': 30,
        'usage.last_active_on': '2026-11-28',
        'renewal.days_left': 93,
        'milestone.name': null,
        'milestone.reached_on': null,
        'celebration.count': null,
        'celebration.points': null,
        'celebration.words': null,
        'message.at': now,
        'unsubscribe.url': 'https://mail.acme.example/u/1',
        'preferences.url': null,
      },
    });
  });

  test('is each variable that templates know, and nothing besides', () => {
    const id = addAccount(temporary.store, today);
    const contact = addContact(temporary.store, id, {});
    expect(Object.keys(valuesOf(id, contact).values).sort()).toEqual([...variableNames].sort());
  });

  test('is there, where the table says that it always is', () => {
    const { values } = valuesOf(addAccount(temporary.store, today));
    for (const name of variableNames)
      if (templateVariables[name].missing === null) expect(values[name], name).toBeTruthy();
  });

  test('is not an amount where nothing is paid, no share of no seats, and no days to a renewal that is over', () => {
    const id = addAccount(temporary.store, today, {
      summary: { mrr: 0, seats: 0, activeUsers: 0, renewsOn: today - 1 },
    });
    expect(valuesOf(id).values).toMatchObject({
      'account.arr': null,
      'usage.seat_share': null,
      'usage.active_users': 0,
      'renewal.days_left': null,
    });
  });

  test('is nobody of another account, and a zone that nobody knows is the company’s', () => {
    const id = addAccount(temporary.store, today, { organization: { timezone: 'Mars/Olympus' } });
    const stranger = addContact(temporary.store, addAccount(temporary.store, today), {});
    expect(valuesOf(id, stranger)).toMatchObject({ zone: 'UTC' });
    expect(valuesOf(id, stranger).values['contact.name']).toBeUndefined();
  });
});

const draft = {
  subject: 'Hi {{ contact.first_name }}',
  preheader: '',
  language: 'en',
  isTransactional: true,
  mjml: '<mjml><mj-body><mj-section><mj-column><mj-text>This is about {{ account.name }} and its use.</mj-text></mj-column></mj-section></mj-body></mjml>',
};

test('a draft is tried for many contacts, and who lacks what is counted', async () => {
  for (const name of ['Maria Lopez', 'Bo Li', 'Cher', 'user_7', 'Ana Ruiz'])
    addContact(temporary.store, addAccount(temporary.store, today), { name, email: 'a@b.example' });
  addContact(temporary.store, addAccount(temporary.store, today), { name: 'No Address', email: ' ' });
  expect(await tryTemplate(trying(), { ...draft, contacts: 50 })).toMatchObject({
    tried: 5,
    rendered: 3,
    refused: [{ count: 2, words: expect.stringContaining('contact.first_name is missing') }],
    words: expect.stringMatching(/^3 of 5 contacts can be rendered; 2: contact.first_name is missing/),
  });
  expect(await tryTemplate(trying(), { ...draft, contacts: 2 })).toMatchObject({ tried: 2, rendered: 2 });
  expect(await tryTemplate(trying(), { ...draft, mjml: '<mj-raw>', contacts: 50 })).toMatchObject({
    rendered: 0,
  });
});

test('a preview is what is sent: for 50 contacts, every starter', async () => {
  setBrand(decisionsOn(temporary.store, now), brandPatch);
  const people = Array.from({ length: 50 }, (_, number) => {
    const id = addAccount(temporary.store, today, {
      organization: { name: `Account <${number}> & Co` },
      summary: number % 2 === 0 ? { seats: number, activeUsers: 3, renewsOn: today + number } : {},
    });
    const name = number % 3 === 0 ? `Maria <b>${'x'.repeat(number)}` : 'Maria Lopez';
    return { organizationId: id, contactId: addContact(temporary.store, id, { name, email: 'a@b.example' }) };
  });
  for (const starter of starters) {
    const source = { ...starter, language: 'en', isTransactional: false };
    const { html } = await mail.compile(source);
    for (const person of people) {
      const { rendering } = await previewTemplate(trying(), { ...source, ...person });
      const message = messageValues(temporary.store.read, {
        ...person,
        now,
        unsubscribeUrl: 'https://preview.invalid/unsubscribe',
        preferencesUrl: null,
      });
      const sent = await mail.render({ template: { ...source, html: html ?? '' }, ...message });
      expect(rendering).toEqual(sent);
      expect(sent.kind).toBe('message');
    }
  }
});
