import { afterAll, beforeAll, expect, test } from 'vitest';
import { mostDrafts, readDraft, writeDraft } from '../../src-main/store/desk/drafts';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { type ApiOnStore, apiOnStore } from '../support/api-on-store';
import { type TemporaryStore, temporaryStore } from '../support/store-builder';

let temporary: TemporaryStore;
let api: ApiOnStore;
beforeAll(() => {
  temporary = temporaryStore(() => 0);
  api = apiOnStore(temporary.store, '');
});
afterAll(async () => {
  await api.finishJobs();
  temporary.remove();
});

const read = async (key: string) => {
  const answer = await api.call('drafts.read', { key });
  return answer.ok ? answer.data : answer.error;
};
const keep = (key: string, draft: string | null) => api.call('drafts.keep', { key, draft });

test('a draft is there as it was left, the last one alone, until it is forgotten', async () => {
  expect(await read('rule 1')).toEqual({ draft: null });
  await keep('rule 1', '{"name":"A"}');
  await keep('rule 1', '{"name":"Zoë’s"}');
  expect(await read('rule 1')).toEqual({ draft: '{"name":"Zoë’s"}' });
  expect(await read('rule 2')).toEqual({ draft: null });
  await keep('rule 1', null);
  expect(await read('rule 1')).toEqual({ draft: null });
});

test('somebody else at the same copy meets none of mine', () => {
  const { store } = temporary;
  writeTransaction(store, 'test', (tx) => writeDraft(tx, 'ann', 'rule 1', 'hers'));
  expect(readDraft(store.read, 'ann', 'rule 1')).toBe('hers');
  expect(readDraft(store.read, 'bob', 'rule 1')).toBeNull();
});

test('of very many drafts those that came first go, and no other setting does', () => {
  const { store } = temporary;
  const keys = () => store.read.prepared<[], string>('select key from settings').pluck().all();
  const others = keys().filter((key) => !key.startsWith('draft:'));
  writeTransaction(store, 'test', (tx) => {
    tx.prepared("insert into settings (key, value) values ('draughts', '1')").run();
    for (let number = 0; number < mostDrafts + 5; number++) writeDraft(tx, 'ann', `rule ${number}`, 'x');
  });
  expect(readDraft(store.read, 'ann', 'rule 4')).toBeNull();
  expect(readDraft(store.read, 'ann', 'rule 5')).toBe('x');
  expect(keys().filter((key) => key.startsWith('draft:'))).toHaveLength(mostDrafts);
  expect(keys()).toEqual(expect.arrayContaining([...others, 'draughts']));
});

test('what is too long to be a draft is refused and takes nothing away', async () => {
  await keep('rule 3', 'short');
  const answer = await keep('rule 3', 'x'.repeat(500_001));
  expect(answer.ok).toBe(false);
  expect(await read('rule 3')).toEqual({ draft: 'short' });
});
