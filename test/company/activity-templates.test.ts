import { beforeEach, describe, expect, test } from 'vitest';
import {
  activityTemplateKey,
  mostActivityTemplates,
  shippedActivityTemplates,
} from '../../src-preload/contract/activity-templates';
import { applyOne, type Colleague, operation } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
beforeEach(() => team.company.admin.query('DELETE FROM customer_success.activity_templates'));

interface Change {
  readonly entry?: string;
  readonly base_version?: number;
}
/** What the company answers, with what it says beside its outcome. */
async function send(who: Colleague, kind: string, patch: object, change: Change = {}) {
  const { answer, ...result } = await applyOne(
    team.clients[who],
    operation(kind, patch, { account: null, ...change }),
  );
  return { ...result, ...answer };
}
const save = (who: Colleague, patch: object, change?: Change) =>
  send(who, 'activity_template.save', patch, change);
const remove = (who: Colleague, entry: string) => send(who, 'activity_template.remove', {}, { entry });
async function rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await team.company.admin.query(sql, values)).rows as Row[];
}
const standing = () =>
  rows(`SELECT name, kind, text, place, hidden FROM customer_success.activity_templates
         WHERE removed_at IS NULL ORDER BY place, name`);

const review = { name: 'Quarterly look', kind: 'business_review', text: 'Reached:\n\nNext:\n', place: 0.5 };
async function saved(patch: object = {}): Promise<string> {
  const answer = await save('ann', { ...review, ...patch });
  expect(answer).toMatchObject({ outcome: 'applied' });
  return String(answer.op_id);
}
const [shipped] = shippedActivityTemplates.map(({ id }) => id);

describe('a template of activities', () => {
  test('is made, changed and removed by managers and admins, and read by everybody of the team', async () => {
    expect(await save('vera', review)).toMatchObject({ reason: 'role' });
    const entry = await saved();
    expect(await save('vera', { hidden: true }, { entry, base_version: 1 })).toMatchObject({
      reason: 'role',
    });
    expect(await remove('vera', entry)).toMatchObject({ reason: 'role' });
    expect(await save('ada', { kind: 'call' }, { entry, base_version: 1 })).toMatchObject({ version: 2 });
    const { rows: seen } = await team.clients.vera.query(
      'SELECT kind FROM customer_success.activity_templates',
    );
    expect(seen).toEqual([{ kind: 'call' }]);
    expect(await remove('ada', entry)).toMatchObject({ outcome: 'applied', version: 3 });
    expect(await standing()).toEqual([]);
  });

  test('that is removed twice is removed once, is changed no more, and leaves its name', async () => {
    const entry = await saved();
    await remove('ann', entry);
    const [first] = await rows(`SELECT removed_at FROM customer_success.activity_templates`);
    expect(await remove('ann', entry)).toMatchObject({ outcome: 'applied', version: 2 });
    expect(await rows(`SELECT removed_at FROM customer_success.activity_templates`)).toEqual([first]);
    expect(await save('ann', { name: 'x' }, { entry, base_version: 2 })).toMatchObject({ reason: 'gone' });
    await saved();
    expect(await remove('ann', operation('x', {}).op_id)).toMatchObject({ reason: 'gone' });
  });

  test('is trimmed, and begins unhidden', async () => {
    await saved({ name: '  Quarterly look ' });
    expect(await standing()).toEqual([{ ...review, hidden: false }]);
  });

  test('keeps what two change in different parts; of one part the later learns what it lost', async () => {
    const entry = await saved();
    expect(await save('ann', { text: 'Ours:' }, { entry, base_version: 1 })).toMatchObject({
      outcome: 'applied',
    });
    expect(await save('ada', { name: 'QBR', place: 4 }, { entry, base_version: 1 })).toMatchObject({
      outcome: 'applied',
    });
    expect(await save('ada', { text: 'Theirs:', kind: 'call' }, { entry, base_version: 1 })).toMatchObject({
      outcome: 'merged',
      lost: { text: 'Theirs:' },
    });
    expect(await standing()).toEqual([{ name: 'QBR', kind: 'call', text: 'Ours:', place: 4, hidden: false }]);
  });

  test('is told in the audit with what it was and became', async () => {
    const entry = await saved();
    await save('ann', { text: 'Ours:' }, { entry, base_version: 1 });
    const [told] = await rows<{ personal: { before: object; after: object } }>(
      `SELECT personal FROM customer_success.audit_log WHERE kind = 'activity_template.save' ORDER BY number DESC LIMIT 1`,
    );
    expect(told?.personal).toMatchObject({ before: { text: review.text }, after: { text: 'Ours:' } });
  });

  test.each([
    ['no name', { name: ' ' }, 'name', /not empty/],
    ['a name of 81 letters', { name: 'é'.repeat(81) }, 'name', /at most 80/],
    ['a name of two lines', { name: 'a\nb' }, 'name', /one line/],
    ['a name with a mark that nobody sees', { name: 'Re\u200bview' }, 'name', /show/],
    ['no text', { text: ' \n' }, 'text', /not empty/],
    ['a text of 4,001 letters', { text: 'x'.repeat(4001) }, 'text', /at most 4000/],
    ['a text that steers', { text: 'a\u0007' }, 'text', /control/],
    ['a kind that is none', { kind: 'party' }, 'kind', /call, meeting/],
    ['a place beyond all', { place: 1e9 + 1 }, 'place', /from/],
    ['a place that is none', { place: 'first' }, 'place', /number/],
    ['hidden that is neither', { hidden: 'yes' }, 'hidden', /true or false/],
    ['a part that nobody knows', { author: 'bob' }, 'author', /./],
  ])('with %s is refused', async (_words, patch, field, words) => {
    expect(await save('ann', { ...review, ...patch })).toMatchObject({
      ...{ outcome: 'refused', reason: 'invalid', field },
      words: expect.stringMatching(words),
    });
    expect(await standing()).toEqual([]);
  });

  test('may have all that it can have', async () => {
    await saved({ name: 'é'.repeat(80), text: '字'.repeat(4000), place: -1e9 });
    await saved({ name: 'x'.repeat(80), place: 1e9, hidden: true });
    expect(await standing()).toHaveLength(2);
  });

  test.each(['name', 'kind', 'text', 'place'] as const)('that is new needs its %s', async (part) => {
    const { [part]: left, ...others } = review;
    expect(await save('ann', others)).toMatchObject({ reason: 'invalid', field: 'patch' });
  });

  test('of one more than a hundred is refused, until one is removed', async () => {
    await team.company.admin.query(
      `INSERT INTO customer_success.activity_templates (template_id, name, kind, text, place, author, made_at)
       SELECT gen_random_uuid(), 'Template ' || n, 'call', 'Next:', n, 'ann', now() FROM generate_series(1, $1) n`,
      [mostActivityTemplates - 1],
    );
    await save('ann', { hidden: true }, { entry: shipped ?? '', base_version: 1 });
    const entry = await saved();
    expect(await save('ann', { ...review, name: 'More' })).toMatchObject({
      reason: 'invalid',
      field: 'name',
    });
    await remove('ann', entry);
    await saved();
  });
});

describe('a name', () => {
  test.each([
    'quarterly LOOK',
    'Quarterly  look',
    'Quarterly\u00a0look',
    'Ｑuarterly look',
    'BUSINESS review',
  ])('is given once: %s', async (name) => {
    await saved();
    const other = await saved({ name: 'Other' });
    expect(await save('ada', { ...review, name })).toMatchObject({
      ...{ reason: 'invalid', field: 'name' },
      words: expect.stringMatching(/is taken: there is a template “(Quarterly look|Business review)”/),
    });
    expect(await save('ada', { name }, { entry: other, base_version: 1 })).toMatchObject({ field: 'name' });
  });

  test('with letters that are composed otherwise is the same', async () => {
    await saved({ name: 'Revue générale' });
    expect(await save('ann', { ...review, name: 'Revue ge\u0301ne\u0301rale' })).toMatchObject({
      field: 'name',
    });
  });

  test('is its own, whatever its letters become', async () => {
    const entry = await saved();
    expect(await save('ann', { name: 'QUARTERLY LOOK' }, { entry, base_version: 1 })).toMatchObject({
      outcome: 'applied',
    });
  });

  test('that two give at once is the one’s who came first', async () => {
    await team.clients.ann.query('BEGIN');
    expect(await save('ann', review)).toMatchObject({ outcome: 'applied' });
    const theirs = save('ada', { ...review, name: 'QUARTERLY LOOK' });
    await expect
      .poll(() =>
        rows(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`),
      )
      .toHaveLength(1);
    await team.clients.ann.query('COMMIT');
    expect(await theirs).toMatchObject({ outcome: 'refused', field: 'name' });
  });

  test('is told apart here as at the company', async () => {
    const names = ['  A  b ', 'Straße', 'ΟΔΟΣ', 'İstanbul', 'ﬁne', 'Ⅳ', 'Å', 'ＡＢ', 'a\u00a0b', 'Ǆ'];
    const theirs = await rows<{ key: string }>(
      'SELECT customer_success.activity_template_key(n) AS key FROM unnest($1::text[]) WITH ORDINALITY x (n, i) ORDER BY i',
      [names],
    );
    expect(names.map(activityTemplateKey)).toEqual(theirs.map(({ key }) => key));
  });
});

describe('one of Steward’s own', () => {
  test('is known to the company by its id, name and place', async () => {
    const known = await rows(
      'SELECT id::text, name, place FROM customer_success.shipped_activity_templates() ORDER BY place',
    );
    expect(known).toEqual(shippedActivityTemplates.map(({ id, name, place }) => ({ id, name, place })));
  });

  test('is hidden, moved and shown again', async () => {
    const entry = shipped ?? '';
    expect(await save('ann', { hidden: true }, { entry, base_version: 1 })).toMatchObject({ version: 2 });
    expect(await save('ada', { place: 9 }, { entry, base_version: 1 })).toMatchObject({ version: 3 });
    const none = { name: null, kind: null, text: null };
    expect(await standing()).toEqual([{ ...none, place: 9, hidden: true }]);
    await save('ann', { hidden: false }, { entry, base_version: 3 });
    expect(await standing()).toEqual([{ ...none, place: 9, hidden: false }]);
  });

  test.each(['name', 'kind', 'text'] as const)('keeps its %s', async (part) => {
    expect(
      await save('ada', { [part]: review[part], hidden: true }, { entry: shipped ?? '', base_version: 1 }),
    ).toMatchObject({ reason: 'invalid', field: 'template' });
    expect(await standing()).toEqual([]);
  });

  test('is not removed', async () => {
    expect(await remove('ada', shipped ?? '')).toMatchObject({ reason: 'invalid', field: 'template' });
  });
});
