import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setBrand } from '../../src-main/actions/templates/brand';
import { archiveTemplate, saveTemplate } from '../../src-main/actions/templates/templates';
import { readBrand } from '../../src-main/store/templates/read-brand';
import { readCompiled, readTemplate, readTemplates } from '../../src-main/store/templates/read-templates';
import type { Role } from '../../src-preload/contract/roles';
import { decisionsOn } from '../support/action-context';
import { type TemporaryStore, temporaryStore } from '../support/store-builder';
import { brandPatch } from '../support/templates';

const now = 1_795_000_000_000;
let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  become('manager');
});
afterEach(() => temporary.remove());

const decisions = () => decisionsOn(temporary.store, now);
const letter = {
  id: undefined,
  version: undefined,
  name: 'Letter',
  category: 'relationship',
  language: 'en',
  isTransactional: false,
  content: { subject: 'Hello', preheader: '', mjml: '<mjml/>', html: '<p>Hello</p>' },
};
const patches = () =>
  temporary.store.read
    .prepared<[], { kind: string; patch: string; base: number | null }>(
      'select kind, patch, base_version as base from operations order by seq',
    )
    .all()
    .map(({ patch, ...row }) => ({ ...row, patch: JSON.parse(patch) }));

describe('a template', () => {
  test('is there at once, on its way to the company, with what it was compiled to', () => {
    const id = saveTemplate(decisions(), letter);
    expect(readTemplates(temporary.store.read)).toMatchObject([
      { id, name: 'Letter', subject: 'Hello', version: 1, isPending: true, isArchived: false },
    ]);
    expect(readCompiled(temporary.store.read, id)).toEqual({
      channel: 'email',
      subject: 'Hello',
      preheader: '',
      html: '<p>Hello</p>',
      language: 'en',
    });
  });

  test('is changed by what differs alone, on the version that was seen', () => {
    const id = saveTemplate(decisions(), letter);
    saveTemplate(decisions(), { ...letter, id, name: 'Other', version: 1 });
    saveTemplate(decisions(), { ...letter, id, name: 'Other' });
    expect(patches().slice(1)).toEqual([{ kind: 'template.save', patch: { name: 'Other' }, base: 1 }]);
    expect(readTemplate(temporary.store.read, id)).toMatchObject({ name: 'Other', subject: 'Hello' });
  });

  test('takes no name of another, letter case aside, but that of one that is archived', () => {
    const id = saveTemplate(decisions(), letter);
    expect(() => saveTemplate(decisions(), { ...letter, name: 'LETTER' })).toThrow(/exists already/);
    archiveTemplate(decisions(), id, true);
    archiveTemplate(decisions(), id, true);
    expect(readTemplate(temporary.store.read, id)).toMatchObject({ isArchived: true });
    saveTemplate(decisions(), letter);
    expect(patches()).toHaveLength(3);
  });

  test('that is transactional is an admin’s', () => {
    expect(() => saveTemplate(decisions(), { ...letter, isTransactional: true })).toThrow(/Only admins/);
    become('admin');
    const id = saveTemplate(decisions(), { ...letter, isTransactional: true });
    become('manager');
    expect(() => saveTemplate(decisions(), { ...letter, id })).toThrow(/Only admins/);
    expect(() => archiveTemplate(decisions(), id, true)).toThrow(/Only admins/);
  });

  test('that is gone says so', () => {
    const id = '01900000-0000-7000-8000-000000000000';
    expect(() => saveTemplate(decisions(), { ...letter, id })).toThrow(/not in your copy/);
    expect(() => archiveTemplate(decisions(), id, true)).toThrow(/not in your copy/);
  });
});

test('the brand that was set last holds', () => {
  expect(readBrand(temporary.store.read)).toBeNull();
  setBrand(decisions(), brandPatch);
  setBrand(decisions(), { ...brandPatch, color: '#112233' });
  expect(readBrand(temporary.store.read)).toMatchObject({ brand: { color: '#112233' }, isPending: true });
});

function become(role: Role): void {
  temporary.store.db.client.exec(`replace into settings (key, value) values ('role', '${role}')`);
}
