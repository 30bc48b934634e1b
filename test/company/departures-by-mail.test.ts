import { describe, expect, test } from 'vitest';
import { send } from '../support/sending';
import { hours, mail } from '../support/sequences/entries';
import { teamWithMails } from './support/team-with-mails';

const {
  rows,
  apply,
  active,
  enrol,
  inside,
  move,
  moveOf,
  withFirstMail,
  as,
  gone,
  back,
  suppressed,
  cameIn,
  departures,
  ctas,
} = teamWithMails();
const champion = () => rows(`UPDATE customer_success.users SET role = 'champion' WHERE user_id = 1`);

describe('of a champion', () => {
  test('whose address is gone a departure is noted, with a task to find who follows, once', async () => {
    await champion();
    await back('exim-no-such-user', await gone(), { addresses: [] });
    expect(await departures()).toEqual([{ user_id: 1, how: 'bounced', settled_why: null, hasCta: true }]);
    expect(await ctas()).toEqual([
      {
        title: 'Champion left: User of 1',
        type: 'risk',
        priority: 'high',
        reason: 'A mail to the champion User of 1 came back: there is no such address any more.',
      },
    ]);
    expect(await rows('SELECT title FROM customer_success.cta_tasks')).toEqual([
      { title: 'Find out who follows User of 1' },
    ]);
    await rows('DELETE FROM customer_success.suppressions');
    await back('gone-exchange', await gone());
    expect(await ctas()).toHaveLength(1);
  });

  test('who is no longer there by an answer a departure is noted, and they go out of sequences', async () => {
    await champion();
    const id = await active();
    await withFirstMail(id);
    expect((await back('gone-in-german', await send(as('ada'))))['did']).toEqual({
      ended: 1,
      departure: true,
    });
    expect(await inside(id)).toMatchObject([{ ended_why: 'left' }]);
    expect(await ctas()).toMatchObject([
      { reason: 'A mail to the champion User of 1 was answered by itself: they are no longer there.' },
    ]);
    expect(await suppressed()).toEqual([]);
    expect((await enrol(id)).answer).toMatchObject({ refused: { left: 1 } });
  });

  test('alone a call to action is opened: of others it is noted', async () => {
    await back('gone-exchange', await gone());
    expect(await departures()).toMatchObject([{ how: 'gone', hasCta: false }]);
    expect(await ctas()).toEqual([]);
  });

  test.each([
    [
      'who objects to profiling',
      `UPDATE customer_success.users SET objected_on = '2026-01-01' WHERE user_id = 1`,
    ],
    ['of the company’s own staff', `UPDATE customer_success.users SET is_internal = true WHERE user_id = 1`],
  ])('%s no call to action is opened', async (_who, sql) => {
    await champion();
    const run = await gone();
    await rows(sql);
    await back('gone-exchange', run);
    expect(await ctas()).toEqual([]);
  });

  test('of whom the company says that they left nothing is noted', async () => {
    const run = await gone();
    await rows('UPDATE customer_success.users SET deactivated_at = now() WHERE user_id = 1');
    await back('gone-exchange', run);
    expect(await departures()).toEqual([]);
  });

  test('a departure is over with another address, a word of theirs, or a colleague’s', async () => {
    const leave = async () => {
      await rows('DELETE FROM customer_success.contact_departures');
      await back('gone-exchange', await gone());
    };
    const why = async () => (await departures())[0]?.['settled_why'];
    await leave();
    await rows(`UPDATE customer_success.users SET email = 'USER1@X1.example' WHERE user_id = 1`);
    expect(await why()).toBeNull();
    await rows(`UPDATE customer_success.users SET email = 'new@x1.example' WHERE user_id = 1`);
    expect(await why()).toBe('address');
    await leave();
    await back('reply-below', await gone(), { from_address: 'colleague@x1.example' });
    expect(await why()).toBeNull();
    await back('reply-below', await gone(), { from_address: 'new@x1.example' });
    expect(await why()).toBe('wrote');
    await leave();
    const [{ departure_id: entry } = {}] = await rows(
      'SELECT departure_id FROM customer_success.contact_departures',
    );
    expect(await apply('ann', 'departure.settle', {}, { entry })).toMatchObject({ outcome: 'applied' });
    expect(await why()).toBe('by_hand');
    // Told wrong by a machine, it is not told again by it.
    await back('gone-exchange', await gone());
    expect(await departures()).toHaveLength(1);
  });

  test('a bounce of an address that they have no more says nothing of them', async () => {
    const run = await gone();
    await rows(`UPDATE customer_success.users SET email = 'new@x1.example' WHERE user_id = 1`);
    await back('gmail-no-such-user', run, { addresses: ['user1@x1.example'] });
    expect(await departures()).toEqual([]);
    expect(await suppressed()).toMatchObject([{ address: 'user1@x1.example' }]);
  });

  test('a departure with a call to action needs no other from a sequence', async () => {
    await champion();
    await back('gone-exchange', await gone());
    const id = await active({ steps: [hours('wait1', 24), mail('mail1')] });
    await rows(`UPDATE customer_success.contact_departures SET how = 'bounced'`);
    await enrol(id);
    await rows('UPDATE customer_success.users SET deactivated_at = now() WHERE user_id = 1');
    const [one] = await inside(id);
    if (one?.ended_why === null) await move([moveOf(one, { ends: 'left' })]);
    expect(await inside(id)).toMatchObject([{ ended_why: 'left' }]);
    expect(await ctas()).toHaveLength(1);
  });
});

describe('with an account or a contact that is merged', () => {
  test('what came back goes along, and of two departures one stands', async () => {
    await rows(`INSERT INTO customer_success.users (user_id, organization_id, external_id, name, role, email)
                VALUES (31, 1, 'twin', 'Twin', 'member', 'twin@x1.example') ON CONFLICT DO NOTHING`);
    await back('gone-exchange', await gone());
    await back('gone-exchange', await gone({ contact: 'twin' }));
    expect(await departures()).toHaveLength(2);
    await rows('SELECT customer_success.merge_contacts(31, 1)');
    expect((await cameIn()).map(({ user_id }) => user_id)).toEqual([1, 1]);
    expect((await departures()).map(({ settled_why }) => settled_why)).toEqual([null, 'merged']);
    await rows('DELETE FROM customer_success.merged_contacts');
  });
});
