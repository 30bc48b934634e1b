import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres, type TestServer } from '../support/postgres';
import { applyOne, type Colleague, createTeam, operation, type Team } from '../support/team';
import { brandPatch, templatePatch } from '../support/templates';

let server: TestServer;
let team: Team;
beforeAll(async () => {
  server = await startPostgres();
  team = await createTeam(server);
});
afterAll(async () => {
  await team.company.drop();
  await server.stop();
});

const save = (who: Colleague, patch: unknown, more: Record<string, unknown> = {}) =>
  applyOne(team.clients[who], operation('template.save', patch, { account: null, ...more }));

const versionsOf = async (template: string) =>
  (
    await team.clients.vera.query(
      `SELECT version, subject, author FROM customer_success.email_template_versions
        WHERE template_id = $1 ORDER BY version`,
      [template],
    )
  ).rows;

describe('a template', () => {
  test('is written by managers and read by everybody; each content that it had is kept under its version', async () => {
    const made = await save('ann', templatePatch('First'));
    expect(made).toMatchObject({ outcome: 'applied', answer: { version: 1 } });
    const entry = made.op_id;
    expect(await save('ann', { name: 'Renamed' }, { entry, base_version: 1 })).toMatchObject({
      answer: { version: 2 },
    });
    const { content } = templatePatch('Second');
    expect(await save('ann', { content }, { entry, base_version: 2 })).toMatchObject({
      answer: { version: 3 },
    });
    expect(await save('ann', { content }, { entry, base_version: 3 })).toMatchObject({
      answer: { version: 3 },
    });
    expect(await versionsOf(entry ?? '')).toEqual([
      { version: 1, subject: 'First', author: team.logins.ann.login },
      { version: 3, subject: 'Second', author: team.logins.ann.login },
    ]);
  });

  test('is not written by viewers', async () => {
    expect(await save('vera', templatePatch())).toMatchObject({
      outcome: 'refused',
      reason: 'role',
    });
  });

  test('whose content two change at once keeps the first; a name beside it is merged', async () => {
    const { op_id: entry } = await save('ann', templatePatch('First'));
    await save('ada', { content: templatePatch('Hers').content }, { entry, base_version: 1 });
    const late = await save(
      'ann',
      { content: templatePatch('Mine').content, name: 'Other' },
      { entry, base_version: 1 },
    );
    expect(late).toMatchObject({ outcome: 'merged', answer: { lost: { content: { subject: 'Mine' } } } });
    expect((await versionsOf(entry ?? '')).map(({ subject }) => subject)).toEqual(['First', 'Hers']);
  });

  test('is marked as transactional by admins alone, and then changed by them alone', async () => {
    expect(await save('ann', templatePatch('x', { transactional: true }))).toMatchObject({
      outcome: 'refused',
      answer: { needs: 'admin' },
    });
    const { op_id: entry } = await save('ann', templatePatch('Receipt'));
    expect(await save('ann', { transactional: true }, { entry, base_version: 1 })).toMatchObject({
      outcome: 'refused',
    });
    expect(await save('ada', { transactional: true }, { entry, base_version: 1 })).toMatchObject({
      outcome: 'applied',
    });
    const { content } = templatePatch('An offer');
    for (const patch of [{ content }, { name: 'x' }, { archived: true }, { transactional: false }])
      expect(await save('ann', patch, { entry, base_version: 2 })).toMatchObject({ outcome: 'refused' });
  });

  test.each([
    ['a field that nobody knows', { ...templatePatch(), script: 'x' }, 'script'],
    ['no language', { ...templatePatch(), language: 'English' }, 'language'],
    ['no subject', templatePatch(' '), 'subject'],
    ['a subject with a bell', templatePatch('a\u0007b'), 'subject'],
    ['a content of more', { ...templatePatch(), content: { ...templatePatch().content, js: 'x' } }, 'js'],
    ['a content of less', { ...templatePatch(), content: { subject: 'x' } }, 'mjml'],
    ['a text instead of yes or no', { ...templatePatch(), archived: 'yes' }, 'archived'],
    ['nothing', {}, 'patch'],
  ])('with %s is refused', async (_words, patch, field) => {
    expect(await save('ann', patch)).toMatchObject({
      outcome: 'refused',
      reason: 'invalid',
      answer: { field: expect.stringMatching(new RegExp(`${field}|preheader`)) },
    });
  });

  test('that never was, or is another kind of entry, is gone', async () => {
    expect(
      await save('ann', { name: 'x' }, { entry: '01900000-0000-7000-8000-000000000000', base_version: 1 }),
    ).toMatchObject({ outcome: 'refused', reason: 'gone' });
  });
});

describe('the brand', () => {
  const set = (who: Colleague, brand: unknown) =>
    applyOne(team.clients[who], operation('brand.set', { brand }, { account: null }));

  test('is set by admins as a whole, and the one set last holds', async () => {
    expect(await set('ann', brandPatch)).toMatchObject({ outcome: 'refused', reason: 'role' });
    expect(await set('ada', brandPatch)).toMatchObject({ outcome: 'applied' });
    expect(await set('ada', { ...brandPatch, color: '#112233' })).toMatchObject({ outcome: 'applied' });
    const { rows } = await team.clients.vera.query(
      `SELECT brand ->> 'color' AS color FROM customer_success.brand_settings ORDER BY row_id DESC LIMIT 1`,
    );
    expect(rows).toEqual([{ color: '#112233' }]);
  });

  test.each([
    ['two lines of address', { postal_address: '1 Street\nDublin' }, 'postal_address'],
    ['a header in the sender’s name', { sender_name: 'Ada\r\nBcc: x@y.z' }, 'sender_name'],
    ['no address of a sender', { sender_address: 'ada' }, 'sender_address'],
    ['a colour that is more', { color: 'red;background:url(https://a.b)' }, 'color'],
    ['a logo that runs', { logo_url: 'javascript:alert(1)' }, 'logo_url'],
    ['a website that is not encrypted', { website: 'http://acme.example' }, 'website'],
    ['a field that nobody knows', { css: 'x' }, 'css'],
  ])('with %s is refused', async (_words, change, field) => {
    expect(await set('ada', { ...brandPatch, ...change })).toMatchObject({
      outcome: 'refused',
      answer: { field },
    });
  });
});
