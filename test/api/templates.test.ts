import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setBrand } from '../../src-main/actions/templates/brand';
import { archiveTemplate, saveTemplate } from '../../src-main/actions/templates/templates';
import { starters } from '../../src-main/templates/starters/starters';
import type { Recipient } from '../../src-preload/contract/templates/templates';
import { decisionsOn } from '../support/action-context';
import { type ApiOnStore, apiOnStore } from '../support/api-on-store';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';
import { brandPatch } from '../support/templates';

const today = 20_775;
const now = today * 86_400_000;
const draft = {
  preheader: '',
  language: 'en',
  isTransactional: false,
  mjml: starters[0]?.mjml ?? '',
};

let temporary: TemporaryStore;
let api: ApiOnStore;
beforeAll(() => {
  temporary = temporaryStore(() => now);
  const { store } = temporary;
  api = apiOnStore(store, '');
  setBrand(decisionsOn(store, now), brandPatch);
  const people: readonly [account: number, name: string, more?: object][] = [
    [1, 'Maria Lopez'],
    [1, 'Márta Nagy', { role: 'champion' }],
    [1, 'No Address', { email: null }],
    [1, 'Long Gone', { deactivatedAt: now - 1 }],
    [1, 'One of us', { isInternal: 1 }],
    [2, 'dr'],
    [3, 'Maria Northwind'],
  ];
  for (const [number, name] of ['Northwind', 'Umbrella', 'Maria’s Bakery'].entries())
    addAccount(store, today, { organization: { organizationId: number + 1, name } });
  for (const [index, [organizationId, name, more]] of people.entries())
    addContact(store, {
      userId: index + 1,
      organizationId,
      name,
      email: `p${index + 1}@there.example`,
      ...more,
    });
});
afterAll(async () => {
  await api.finishJobs();
  temporary.remove();
});

async function ask<T>(path: string, input?: unknown): Promise<T> {
  const answer = await api.call(path, input);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data as T;
}
const found = async (search: string) =>
  (await ask<Recipient[]>('templates.recipients', { search })).map(({ name }) => name);

describe('contacts to try a template with', () => {
  test('are one of each account before a second of any, champions first, and nobody who can’t be written to', async () => {
    expect(await found('')).toEqual(['Márta Nagy', 'dr', 'Maria Northwind', 'Maria Lopez']);
    expect(await found('gone')).toEqual([]);
  });

  test('are found by their names, however these are marked, before those of an account of that name', async () => {
    expect(await found('marta')).toEqual(['Márta Nagy']);
    expect(await found('northwind')).toEqual(['Maria Northwind', 'Márta Nagy', 'Maria Lopez']);
    expect(await found('maria')).toEqual(['Maria Lopez', 'Maria Northwind']);
  });
});

test('whoever can’t be written to by a template is named beside what they lack', async () => {
  const tried = await ask('templates.tryOut', {
    ...draft,
    subject: 'For {{ contact.first_name }}',
    contacts: 50,
  });
  expect(tried).toMatchObject({
    tried: 4,
    rendered: 3,
    refused: [
      {
        words: expect.stringMatching(/^contact.first_name is missing/),
        count: 1,
        contacts: [{ name: 'dr', account: 'Umbrella' }],
      },
    ],
    words: expect.stringMatching(/^3 of 4 contacts can be rendered; 1: contact.first_name is missing/),
  });
});

test('a draft is looked at for nobody as well', async () => {
  const look = { ...draft, organizationId: null, contactId: null };
  expect(await ask('templates.preview', { ...look, subject: 'Hello' })).toEqual({
    problems: [],
    rendering: null,
  });
  const wrong = await ask<{ problems: object[] }>('templates.preview', { ...look, subject: '{{ nobody }}' });
  expect(wrong.problems).toMatchObject([{ weight: 'error', field: 'subject' }]);
});

test('what is wrong with a template of the list is told of those that are not archived', async () => {
  const decisions = decisionsOn(temporary.store, now);
  const content = { subject: 'Hello', preheader: '', mjml: draft.mjml, html: '<p>Hello</p>' };
  const save = (name: string, subject: string) =>
    saveTemplate(decisions, {
      id: undefined,
      version: undefined,
      name,
      category: 'renewal',
      language: 'en',
      isTransactional: false,
      content: { ...content, subject },
    });
  save('Sound', 'Hello');
  const bad = save('Bad', 'Hi {{ contact.first_name }}');
  archiveTemplate(decisions, save('Bad and away', '{{ nobody }}'), true);
  expect(await ask('templates.findings')).toMatchObject([
    { id: bad, problems: [{ weight: 'warning', field: 'subject' }] },
  ]);
});
