import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportAccounts } from '../../src-main/reports/export-accounts';
import { readAttributes } from '../../src-main/store/accounts/attributes';
import { readAccount } from '../../src-main/store/accounts/read-account';
import { listAccounts, readAccountFacets } from '../../src-main/store/accounts/read-accounts';
import { attributeDefinitions } from '../../src-main/store/schema/company';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { listContacts } from '../../src-main/work/scoring/contact-list';
import type { AccountSort } from '../../src-preload/contract/accounts';
import { type AttributeTest, type AttributeType, attributeKey } from '../../src-preload/contract/attributes';
import { plainFile } from '../support/plain-file';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_000;
let temporary: TemporaryStore;

beforeEach(() => {
  temporary = temporaryStore();
  declare('tier', 'choice', ['Gold', 'Silber']);
  declare('annual spend', 'money');
  declare('since', 'day');
  declare('reference', 'yes-no');
  declare('größe', 'text');
  const add = (name: string, attributes: unknown) =>
    addAccount(temporary.store, today, {
      organization: { name, attributes: attributes === null ? null : JSON.stringify(attributes) },
    });
  add('Acme', {
    tier: 'Gold',
    'annual spend': 1234.5,
    since: '2026-01-31',
    reference: true,
    größe: 'Straße 1',
  });
  add('Bolt', {
    tier: 'Silber',
    'annual spend': -3,
    since: '2025-12-31',
    reference: false,
    größe: 'STRASSE 2',
  });
  add('Cove', null);
  // Left over from another declaration.
  add('Dune', { tier: 7, 'annual spend': 'much', since: 3, reference: 'yes', größe: true, unheard: 'of' });
});
afterEach(() => temporary.remove());

function declare(
  name: string,
  type: AttributeType,
  choices?: string[],
  subject: 'account' | 'contact' = 'account',
) {
  writeTransaction(temporary.store, 'test declaration', (tx) => {
    tx.insert(attributeDefinitions)
      .values({
        subject,
        name,
        label: name.toUpperCase(),
        type,
        choices: choices ? JSON.stringify(choices) : null,
      })
      .run();
  });
}

function names(
  attributes: AttributeTest[],
  sort: AccountSort = { key: 'name', descending: false },
): string[] {
  const page = { filter: { attributes }, sort, offset: 0, limit: 10 };
  return listAccounts(temporary.store.read, page, today).rows.map(({ name }) => name);
}

describe('fields of the company’s own', () => {
  it('are told by one catalogue, in the order of their declaration', () => {
    expect(readAttributes(temporary.store.read, 'account')).toEqual([
      { name: 'tier', label: 'TIER', type: 'choice', choices: ['Gold', 'Silber'] },
      { name: 'annual spend', label: 'ANNUAL SPEND', type: 'money', choices: [] },
      { name: 'since', label: 'SINCE', type: 'day', choices: [] },
      { name: 'reference', label: 'REFERENCE', type: 'yes-no', choices: [] },
      { name: 'größe', label: 'GRÖSSE', type: 'text', choices: [] },
    ]);
    expect(readAccountFacets(temporary.store.read, today).attributes).toEqual(
      readAttributes(temporary.store.read, 'account'),
    );
    expect(readAttributes(temporary.store.read, 'contact')).toEqual([]);
  });

  it.each<[AttributeTest, string[]]>([
    [{ name: 'tier', test: 'one of', values: ['Gold'] }, ['Acme']],
    [{ name: 'tier', test: 'one of', values: ['Gold', 'Silber', '7'] }, ['Acme', 'Bolt']],
    [{ name: 'tier', test: 'unknown' }, ['Cove']],
    [{ name: 'annual spend', test: 'between', least: 1234.5 }, ['Acme']],
    [{ name: 'annual spend', test: 'between', least: -3, most: 1234.5 }, ['Acme', 'Bolt']],
    [{ name: 'annual spend', test: 'between', most: -3.01 }, []],
    [{ name: 'annual spend', test: 'between' }, ['Acme', 'Bolt']],
    [{ name: 'since', test: 'in days', from: '2026-01-31' }, ['Acme']],
    [{ name: 'since', test: 'in days', from: '2025-12-31', to: '2026-01-30' }, ['Bolt']],
    [{ name: 'reference', test: 'is', value: true }, ['Acme']],
    [{ name: 'reference', test: 'is', value: false }, ['Bolt']],
    [{ name: 'größe', test: 'contains', text: 'strasse' }, ['Acme', 'Bolt']],
    [{ name: 'größe', test: 'contains', text: 'SSE 2' }, ['Bolt']],
    [{ name: 'größe', test: 'contains', text: '%' }, []],
    [{ name: 'no longer declared', test: 'between', least: 0 }, []],
    [{ name: '"] or 1', test: 'one of', values: ['x'] }, []],
  ])('narrow the list: %j', (test, expected) => {
    expect(names([test])).toEqual(expected);
  });

  it('narrow it by all of several tests', () => {
    const known: AttributeTest = { name: 'annual spend', test: 'between' };
    expect(names([known, { name: 'reference', test: 'is', value: false }])).toEqual(['Bolt']);
    expect(names([])).toEqual(['Acme', 'Bolt', 'Cove', 'Dune']);
  });

  it('sort the list, accounts whose value is not known last either way', () => {
    const by = (name: string, descending: boolean) => names([], { key: attributeKey(name), descending });
    expect(by('since', false).slice(-1)).toEqual(['Cove']);
    expect(by('annual spend', false).slice(0, 2)).toEqual(['Bolt', 'Acme']);
    expect(by('annual spend', true).slice(-2)).toEqual(['Bolt', 'Cove']);
    expect(by('reference', true)[0]).toBe('Dune');
  });

  it('stand on the account with a value of their type, or as not known', () => {
    const shown = (id: number) =>
      readAccount(temporary.store.read, id, today).attributes.map(({ label, value }) => [label, value]);
    expect(shown(1)).toEqual([
      ['TIER', 'Gold'],
      ['ANNUAL SPEND', 1234.5],
      ['SINCE', '2026-01-31'],
      ['REFERENCE', true],
      ['GRÖSSE', 'Straße 1'],
    ]);
    expect(shown(3).map(([, value]) => value)).toEqual([null, null, null, null, null]);
    expect(shown(4).map(([, value]) => value)).toEqual([null, null, null, null, null]);
  });

  it('show the beginning of a long text in the list, and all of it on the account', () => {
    const id = addAccount(temporary.store, today, {
      organization: { name: 'Long', attributes: JSON.stringify({ größe: 'x'.repeat(1000) }) },
    });
    const page = { filter: {}, sort: { key: 'name', descending: false } as const, offset: 0, limit: 10 };
    const row = listAccounts(temporary.store.read, page, today).rows.find((each) => each.id === id);
    expect(row?.attributes['größe']).toBe(`${'x'.repeat(120)}…`);
    expect(readAccount(temporary.store.read, id, today).attributes.at(-1)?.value).toBe('x'.repeat(1000));
  });

  it('stand on a contact where they are known', () => {
    declare('size', 'number', undefined, 'contact');
    addContact(temporary.store, { userId: 1, organizationId: 1, name: 'Una', attributes: '{"size": 57}' });
    addContact(temporary.store, { userId: 2, organizationId: 1, name: 'Vic' });
    const { fields, rows } = listContacts(temporary.store.read, { id: 1, offset: 0, limit: 10 }, today);
    expect(fields.map(({ name, label }) => [name, label])).toEqual([['size', 'SIZE']]);
    expect(rows.map(({ attributes }) => attributes)).toEqual([{ size: 57 }, {}]);
  });

  it('leave as columns of their own in an export', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'steward-export-')), 'accounts.csv');
    const columns = ['name', attributeKey('annual spend'), attributeKey('reference')];
    const input = { filter: {}, sort: { key: 'name', descending: false } as const, columns };
    await exportAccounts(temporary.store.read, input, today, plainFile(path));
    expect(readFileSync(path, 'utf8').replace('\ufeff', '').split('\r\n')).toEqual([
      'Account,ANNUAL SPEND,REFERENCE',
      'Acme,1234.5,yes',
      'Bolt,-3,no',
      'Cove,,',
      'Dune,,',
      '',
    ]);
    await exportAccounts(temporary.store.read, { ...input, columns: [] }, today, plainFile(path));
    expect(readFileSync(path, 'utf8').split('\r\n')[0]).toMatch(/,TIER,ANNUAL SPEND,SINCE,REFERENCE,GRÖSSE$/);
  });
});
