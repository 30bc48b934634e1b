import { describe, expect, test } from 'vitest';
import { tell, toldOf } from '../support/incoming';
import {
  call,
  claim,
  launch,
  launchTemplate,
  reachDot,
  runRow,
  saveTemplate,
  send,
  sent,
  stepsOf,
} from '../support/sending';
import { teamWithMails } from './support/team-with-mails';

const {
  team,
  rows,
  active,
  inside,
  withFirstMail,
  as,
  gone,
  back,
  outcome,
  suppressed,
  cameIn,
  departures,
  token,
} = teamWithMails();

describe('a mail that came back because there is no such address', () => {
  test('takes the address off, and its message is one that came back', async () => {
    const run = await gone();
    expect(await back('postfix-no-such-user', run, { addresses: ['USER1@x1.example'] })).toEqual({
      outcome: 'taken',
      did: { suppressed: true, departure: true },
    });
    expect(await outcome(run.run_id)).toBe('bounced no_such_address');
    expect(await stepsOf(team, run.run_id)).toContain('bounced no_such_address');
    expect((await runRow(team, run.run_id)).reply).toContain('User unknown');
    expect(await suppressed()).toEqual([{ address: 'user1@x1.example', reason: 'bounced' }]);
    const { run_id } = await launch(as('ann'), { despite: 'they asked for it' });
    expect((await claim(as('ada'))).outcome).toBe('none');
    expect(await outcome(String(run_id))).toBe('dropped bounced');
  });

  test('leaves a neighbour’s address alone', async () => {
    const run = await gone();
    await back('gmail-no-such-user', run, { addresses: [] });
    await launch(as('bob'), {}, 'bolt');
    expect((await claim(as('ada'))).outcome).toBe('claimed');
  });

  test('counts as no message of the contact’s any more, whose cap has room again', async () => {
    await rows(`UPDATE customer_success.sending_settings SET caps = '[{"count": 1, "days": 7}]'`);
    const run = await gone();
    await back('exchange-group-restricted', run, { addresses: [] });
    expect(await outcome(run.run_id)).toBe('bounced blocked');
    expect((await gone()).outcome).toBe('claimed');
  });

  test('does nothing the second time, whoever tells it and in whichever mailbox it lay', async () => {
    const run = await gone();
    const once = await toldOf('postfix-no-such-user', run.message_id, '', { addresses: [] });
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () => tell(await team.logins.ada.connect(), once)),
    );
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual([...Array(7).fill('known'), 'taken']);
    expect(await cameIn()).toHaveLength(1);
    expect((await tell(as('ann'), once)).outcome).toBe('known');
  });

  test('before its runner says that it was sent, is one that was sent all the same', async () => {
    await launch(as('ann'));
    const claimed = await claim(as('ada'));
    await reachDot(as('ada'), claimed);
    await back('qmail-no-mailbox', claimed, { addresses: [] });
    expect(await outcome(claimed.run_id)).toBe('bounced no_such_address');
    expect(await sent(as('ada'), claimed)).toEqual({ outcome: 'sent' });
    expect(await outcome(claimed.run_id)).toBe('bounced no_such_address');
    const [row] = await rows('SELECT sent_at FROM customer_success.interventions');
    expect(row).toEqual({ sent_at: expect.any(Date) });
  });

  test('of somebody else behind the address counts softly, and its message stays sent', async () => {
    const run = await gone();
    const answer = await back('several-behind-one', run, {
      message_ids: [run.message_id],
      tokens: [],
    });
    expect(answer).toMatchObject({ outcome: 'taken', did: { in_a_row: 1 } });
    expect(await outcome(run.run_id)).toBe('sent sent');
    expect(await cameIn()).toMatchObject([{ kind: 'soft', status: '5.1.1' }]);
    expect(await suppressed()).toEqual([]);
  });

  test('is remembered by runners as one that was sent', async () => {
    const run = await gone();
    await back('lotus-not-listed', run, { addresses: [] });
    const { rows: remembered } = await as('ada').query(
      `SELECT memory FROM customer_success.remember_sending(NULL) WHERE key = $1`,
      [`run/${run.run_id}`],
    );
    expect(JSON.parse(remembered[0]?.memory ?? '{}')).toMatchObject({
      run_id: run.run_id,
      sent_at: expect.any(String),
    });
  });

  test('puts out of sequences whoever got it, and takes back what waits', async () => {
    const id = await active();
    await withFirstMail(id);
    const run = await send(as('ada'));
    await back('sendmail-user-unknown', run, { addresses: [] });
    expect(await inside(id)).toMatchObject([{ ended_why: 'unreachable' }]);
  });
});

describe('a mail that did not arrive for a passing reason', () => {
  const bounceSoftly = async (run: { message_id: string }) =>
    (await back('postfix-mailbox-full', run, { addresses: [] }))['did'];
  const limit = (most: number) =>
    rows('UPDATE customer_success.sending_settings SET most_soft_bounces = $1', [most]);

  test('takes the address off with so many in a row, and not before', async () => {
    await limit(3);
    expect(await bounceSoftly(await gone())).toEqual({ in_a_row: 1 });
    expect(await bounceSoftly(await gone())).toEqual({ in_a_row: 2 });
    expect(await suppressed()).toEqual([]);
    const last = await gone();
    expect(await bounceSoftly(last)).toEqual({ in_a_row: 3, suppressed: true });
    expect(await outcome(last.run_id)).toBe('bounced soft');
    expect(await suppressed()).toMatchObject([{ reason: 'bounced' }]);
    // A full mailbox is nobody's departure.
    expect(await departures()).toEqual([]);
  });

  test('counts anew after one that arrived', async () => {
    await limit(2);
    await bounceSoftly(await gone());
    await gone();
    expect(await bounceSoftly(await gone())).toEqual({ in_a_row: 1 });
    expect(await suppressed()).toEqual([]);
  });

  test('told of twice counts once', async () => {
    await limit(2);
    const run = await gone();
    await bounceSoftly(run);
    expect(await bounceSoftly(run)).toEqual({ in_a_row: 1 });
  });

  test('counts those up to it: what was sent later and is not heard of yet is no sign that they arrive', async () => {
    await limit(2);
    const [first, second] = [await gone(), await gone()];
    await gone();
    await bounceSoftly(first);
    expect(await bounceSoftly(second)).toEqual({ in_a_row: 2, suppressed: true });
  });

  test('that is still tried on changes nothing', async () => {
    const run = await gone();
    expect(await back('postfix-delayed', run)).toEqual({ outcome: 'taken', did: {} });
    expect(await outcome(run.run_id)).toBe('sent sent');
  });
});

describe('a mail that is blocked, or complained of,', () => {
  test('alerts whoever looks, and takes no address off', async () => {
    const run = await gone();
    expect(await back('gmail-unauthenticated', run, { addresses: [] })).toEqual({
      outcome: 'taken',
      did: {},
    });
    expect(await outcome(run.run_id)).toBe('bounced blocked');
    expect(await suppressed()).toEqual([]);
  });

  test('as unwanted gets nothing any more, but for what everybody has to get', async () => {
    const run = await gone();
    expect(await back('complaint', run, { tokens: [] })).toEqual({
      outcome: 'taken',
      did: { suppressed: true },
    });
    expect(await suppressed()).toMatchObject([{ reason: 'complained' }]);
    expect(await outcome(run.run_id)).toBe('sent sent');
    await launchTemplate(as('ann'), await saveTemplate(team, { transactional: true }));
    expect((await claim(as('ada'))).outcome).toBe('claimed');
  });

  test('says less than a bounce, and more than a person', async () => {
    const run = await gone();
    await call(as('ann'), 'suppress_address', 'user1@x1.example', true);
    await back('complaint', run, { tokens: [] });
    expect(await suppressed()).toMatchObject([{ reason: 'complained' }]);
    await back('gmail-disabled', run, { addresses: [] });
    expect(await suppressed()).toMatchObject([{ reason: 'bounced' }]);
    await back('complaint', run, { tokens: [] });
    expect(await suppressed()).toMatchObject([{ reason: 'bounced' }]);
  });
});

describe('the return address', () => {
  const set = (return_address: unknown) => call(as('ada'), 'set_sending', { return_address });
  const kept = async () =>
    (await rows('SELECT return_address FROM customer_success.sending_settings'))[0]?.['return_address'];

  test('has the number behind a plus sign, or where it says', async () => {
    expect(await set('bounces@acme.example')).toEqual({ outcome: 'applied' });
    expect(await kept()).toBe('bounces+*@acme.example');
    expect(await set('b-*@acme.example')).toEqual({ outcome: 'applied' });
    await launch(as('ann'));
    const claimed = await claim(as('ada'));
    expect(claimed['return_address']).toBe(`b-${await token(claimed.run_id)}@acme.example`);
    expect(await set(null)).toEqual({ outcome: 'applied' });
    await reachDot(as('ada'), claimed);
    await sent(as('ada'), claimed);
    await launch(as('ann'));
    expect((await claim(as('ada')))['return_address']).toBeNull();
  });

  test.each([
    'bounces',
    'a-name-that-is-too-long@acme.example',
    'b*b*@acme.example',
    'b@*.example',
    'b\n*@acme.example',
    5,
  ])('is not %j', async (written) =>
    expect(await set(written)).toMatchObject({ outcome: 'refused', reason: 'invalid' }),
  );
});
