import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { describe, expect, test } from 'vitest';
import { comesBack, tell, toldOf } from '../support/incoming';
import { call, claim, launch, reachDot, send } from '../support/sending';
import { hours, mail } from '../support/sequences/entries';
import { teamWithMails } from './support/team-with-mails';

const {
  team,
  rows,
  apply,
  active,
  inside,
  withFirstMail,
  as,
  gone,
  back,
  outcome,
  suppressed,
  cameIn,
  token,
} = teamWithMails();

describe('an answer', () => {
  const started = async () => {
    const id = await active({ steps: [mail('mail1'), hours('wait1', 48), mail('mail2')], onReply: true });
    await withFirstMail(id);
    return { id, run: await send(as('ada')) };
  };

  test('that somebody wrote puts them out of sequences that end on a reply, and waits for somebody', async () => {
    const { id, run } = await started();
    expect(await back('reply-from-gmail', run)).toEqual({ outcome: 'taken', did: { ended: 1 } });
    expect(await inside(id)).toMatchObject([{ ended_why: 'replied' }]);
    const [row] = await rows(
      'SELECT words, from_address, subject, answered_at, run_id FROM customer_success.incoming_mails',
    );
    expect(row).toEqual({
      words: 'Fine, thanks! Could we talk on Thursday about the export?\n\nAna',
      from_address: 'ana@customer.example',
      subject: 'Re: Hello Ana',
      answered_at: null,
      run_id: run.run_id,
    });
  });

  test('leaves those inside where the sequence says so', async () => {
    const id = await active({ onReply: false });
    await withFirstMail(id);
    await back('reply-below', await send(as('ada')));
    expect(await inside(id)).toMatchObject([{ ended_why: null }]);
  });

  test.each(['away-exchange', 'away-in-german-without-headers', 'away-in-french', 'ticket-opened'])(
    'by itself (%s) puts out nobody',
    async (name) => {
      const { id, run } = await started();
      expect((await back(name, run))['did']).toEqual({});
      expect(await inside(id)).toMatchObject([{ ended_why: null }]);
    },
  );

  test('by itself says until when they are away', async () => {
    await back('away-in-spanish', await gone());
    expect(await rows(`SELECT until_day::text FROM customer_success.incoming_mails`)).toEqual([
      { until_day: '2026-03-18' },
    ]);
  });

  test('of a member of the team is none', async () => {
    const { id, run } = await started();
    expect(await back('reply-below', run, { from_address: 'ANN@x.org' })).toEqual({
      outcome: 'ours',
    });
    expect(await inside(id)).toMatchObject([{ ended_why: null }]);
    expect(await cameIn()).toEqual([]);
  });

  test('tells that a message arrived of which nobody knew', async () => {
    await launch(as('ann'));
    const claimed = await claim(as('ada'));
    await reachDot(as('ada'), claimed);
    await call(as('ada'), 'intervention_failed', claimed.run_id, claimed.fence, 'lost', 'cut off');
    expect(await outcome(claimed.run_id)).toBe('unknown lost');
    expect((await back('away-exchange', claimed))['did']).toEqual({ arrived: true });
    expect(await outcome(claimed.run_id)).toBe('sent arrived');
  });

  test('is settled by a colleague, and opened again', async () => {
    await back('reply-below', await gone());
    const [{ mail_id: entry } = {}] = await rows('SELECT mail_id FROM customer_success.incoming_mails');
    const settle = (answered: unknown, who: 'ann' | 'bob' = 'ann') =>
      apply(who, 'reply.settle', { answered }, { entry, account: who === 'bob' ? 'bolt' : 'acme' });
    expect(await settle(true)).toMatchObject({ outcome: 'applied' });
    const answered = () => rows('SELECT answered_by FROM customer_success.incoming_mails');
    expect(await answered()).toEqual([{ answered_by: team.logins.ann.login }]);
    expect(await settle(false)).toMatchObject({ outcome: 'applied' });
    expect(await answered()).toEqual([{ answered_by: null }]);
    expect(await settle(true, 'bob')).toMatchObject({ outcome: 'refused', reason: 'gone' });
    expect(await settle('yes')).toMatchObject({ outcome: 'refused', reason: 'invalid' });
  });

  test('is answered by the next message that a person writes to them, and by no rule’s', async () => {
    await back('reply-below', await gone());
    const waiting = () => rows('SELECT FROM customer_success.incoming_mails WHERE answered_at IS NULL');
    const id = await active();
    await withFirstMail(id);
    await send(as('ada'));
    expect(await waiting()).toHaveLength(1);
    await launch(as('bob'), {}, 'bolt');
    await send(as('ada'));
    expect(await waiting()).toHaveLength(1);
    await gone();
    expect(await waiting()).toHaveLength(0);
  });
});

describe('which message a mail is about', () => {
  test('is told by the number in the return address, whoever reads it', async () => {
    const run = await gone();
    expect(
      await tell(
        as('bob'),
        await toldOf('nothing-of-the-original', 'x@y.example', await token(run.run_id), { addresses: [] }),
      ),
    ).toMatchObject({ outcome: 'taken', did: { suppressed: true } });
  });

  test('is told by the number among the headers that were returned', async () => {
    const run = await gone();
    const mail = await toldOf('relay-that-renames', 'x@y.example', await token(run.run_id), {
      addresses: [],
    });
    expect(await tell(as('ada'), mail)).toMatchObject({ outcome: 'taken' });
    expect(await outcome(run.run_id)).toBe('bounced no_such_address');
  });

  test('is told by its Message-ID to those who see the account alone', async () => {
    const run = await gone();
    const mail = await toldOf('gmail-no-such-user', run.message_id, '', { addresses: [] });
    expect(await tell(as('bob'), { ...mail, is_own: true })).toEqual({ outcome: 'passed' });
    expect(await outcome(run.run_id)).toBe('sent sent');
    expect(await tell(as('ann'), mail)).toMatchObject({ outcome: 'taken' });
  });

  test('a forged number changes nothing, and is shown', async () => {
    const run = await gone();
    const real = await token(run.run_id);
    for (const forged of [
      `${real.slice(0, 47)}${real.endsWith('0') ? '1' : '0'}`,
      `${randomUUID().replaceAll('-', '')}${real.slice(32)}`,
      '0'.repeat(48),
    ])
      expect(
        await back('hostile-forged-token', run, {
          tokens: [forged],
          from_address: `${forged}@evil.example`,
        }),
      ).toEqual({ outcome: 'unmatched', why: 'forged' });
    expect(await outcome(run.run_id)).toBe('sent sent');
    expect(await suppressed()).toEqual([]);
    const { rows: shown } = await as('ada').query(
      'SELECT kind, why, subject FROM customer_success.list_unmatched(10)',
    );
    expect(shown).toEqual(
      Array(3).fill({ kind: 'bounced', why: 'forged', subject: 'Undelivered Mail Returned to Sender' }),
    );
    expect((await as('bob').query('SELECT FROM customer_success.list_unmatched(10)')).rows).toEqual([]);
  });

  test('is never told by who it is from', async () => {
    await gone();
    expect(
      await tell(
        as('ada'),
        await toldOf('reply-below', 'another@customer.example', '', { from_address: 'user1@x1.example' }),
      ),
    ).toEqual({ outcome: 'unmatched', why: 'unknown' });
    expect(await cameIn()).toEqual([]);
  });

  test('is none that was never handed over', async () => {
    await launch(as('ann'));
    const { message_id, run_id } = await claim(as('ada'));
    expect(await back('gmail-no-such-user', { message_id })).toMatchObject({
      outcome: 'unmatched',
    });
    expect(await outcome(run_id)).toBe('claimed in_hand');
  });

  test('in somebody’s own mailbox is asked first, and of other mails nothing is kept', async () => {
    const run = await gone();
    const is = async (client: pg.Client, names: object) => {
      const { rows: found } = await client.query('SELECT customer_success.is_about_message($1) AS is', [
        JSON.stringify(names),
      ]);
      return found[0]?.is;
    };
    const byId = { tokens: [], message_ids: [run.message_id] };
    expect(await is(as('ann'), byId)).toBe(true);
    expect(await is(as('bob'), byId)).toBe(false);
    expect(await is(as('vera'), byId)).toBe(false);
    expect(await is(as('bob'), { tokens: [await token(run.run_id)], message_ids: [] })).toBe(true);
    expect(await is(as('ann'), { tokens: [], message_ids: ['private@home.example'] })).toBe(false);
    expect(await is(as('ann'), { tokens: 'all' })).toBe(false);
    const answer = await tell(as('ann'), await toldOf('newsletter', 'x@y.example', '', { is_own: true }));
    expect(answer).toEqual({ outcome: 'passed' });
    expect(await rows('SELECT FROM customer_success.unmatched_mails')).toEqual([]);
  });

  test('of those that are about none the newest thousand are kept, for 90 days', async () => {
    await rows(`INSERT INTO customer_success.unmatched_mails (mail_key, kind, why, came_at, noted_at, login)
      SELECT sha256(n::text::bytea), 'reply', 'unknown', now(), now() - n * interval '2 hours', 'ada' FROM generate_series(1, 1200) n`);
    await tell(as('ada'), await toldOf('newsletter', 'x@y.example'));
    const [count] = await rows(
      "SELECT count(*)::int AS n, min(noted_at) > now() - interval '90 days' AS young FROM customer_success.unmatched_mails",
    );
    expect(count).toEqual({ n: 1000, young: true });
    await rows(
      `UPDATE customer_success.unmatched_mails SET noted_at = now() - interval '91 days' WHERE subject IS NULL`,
    );
    await tell(as('ada'), await toldOf('reply-below', 'x@y.example'));
    expect(await rows('SELECT FROM customer_success.unmatched_mails')).toHaveLength(2);
  });
});

describe('the function', () => {
  test('is for who may send', async () => {
    const run = await gone();
    expect(await comesBack(as('vera'), 'reply-below', run)).toEqual({ outcome: 'refused', reason: 'role' });
  });

  test.each([
    ['no identity', { identity: null }],
    ['another identity', { identity: 'x' }],
    ['no kind', { kind: undefined }],
    ['a kind that there is not', { kind: 'sent' }],
    ['too many numbers', { tokens: Array(21).fill('a') }],
    ['numbers that are none', { tokens: [1] }],
    ['no time', { came_at: null }],
    ['a day that there is not', { until_day: '2026-02-30' }],
    ['a hint that there is not', { kind: 'reply', hint: 'richer' }],
    ['too many words', { words: 'x'.repeat(4001) }],
    ['a field that it does not know', { bcc: 'eve@evil.example' }],
  ])('refuses %s', async (_what, more) => {
    const run = await gone();
    expect(await back('reply-below', run, more)).toMatchObject({
      outcome: 'refused',
      reason: 'invalid',
    });
    expect(await cameIn()).toEqual([]);
  });

  test('takes all or nothing, and is told again where somebody holds the address', async () => {
    const run = await gone();
    const session = await team.company.admin.connect();
    try {
      await session.query('BEGIN; SELECT FROM customer_success.message_addresses FOR UPDATE');
      const once = await toldOf('gmail-no-such-user', run.message_id, '', { addresses: [] });
      expect(await tell(as('ada'), once)).toEqual({ outcome: 'later' });
      expect(await cameIn()).toEqual([]);
      expect(await outcome(run.run_id)).toBe('sent sent');
      await session.query('ROLLBACK');
      expect((await tell(as('ada'), once)).outcome).toBe('taken');
    } finally {
      session.release();
    }
  });
});
