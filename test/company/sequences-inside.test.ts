import { Command } from 'commander';
import { describe, expect, test, vi } from 'vitest';
import { addSequencesCommand } from '../../src-main/host/commands/sequences';
import { call } from '../support/sending';
import { cta, hours, mail, sequenceDefinition } from '../support/sequences/entries';
import { type Inside, teamWithSequences } from './support/team-with-sequences';

const { team, rows, change, active, inside, moveOf, takeOver } = teamWithSequences();

describe('editing with 40 inside', () => {
  const wait = hours('wait1', 72);
  async function crowd(): Promise<string> {
    const id = await active({ steps: [wait, mail('mail1'), cta('call1')] });
    await rows(
      `INSERT INTO customer_success.enrolments (sequence_id, organization_id, user_id, entry_key, version, step_id, wakes_at, waits_for,
                                                entered_by, entered_how)
       SELECT $1, 1, 1, 'k' || n, 1, 'wait1', clock_timestamp() + interval '3 days', 'wait', 'ada', 'hand' FROM generate_series(1, 40) n`,
      [id],
    );
    return id;
  }
  const shorter = sequenceDefinition({ steps: [mail('mail1'), cta('call1')] });
  const told = async (id: string) => {
    const found = await inside(id);
    return [
      ...new Set(found.map((e) => `${e.version} ${e.step_id} ${e.waits_for} ${e.ended_why ?? 'inside'}`)),
    ];
  };

  test('keeps them on the steps that they began with, unless somebody says otherwise', async () => {
    const id = await crowd();
    expect((await change(id, { definition: shorter })).answer).toMatchObject({
      inside: { kept: 40, moved: 0, ended: 0 },
    });
    expect(await told(id)).toEqual(['1 wait1 wait inside']);
  });

  test('moves them to another step, which is due then', async () => {
    const id = await crowd();
    const answer = await change(id, {
      definition: shorter,
      inside: { rest: 'keep', steps: { wait1: 'mail1' } },
    });
    expect(answer.answer).toMatchObject({ inside: { kept: 0, moved: 40, ended: 0 } });
    expect(await told(id)).toEqual(['3 mail1 turn inside']);
  });

  test('ends their way, and that is in the audit', async () => {
    const id = await crowd();
    await change(id, { definition: shorter, inside: { rest: 'keep', steps: { wait1: 'end' } } });
    expect(await told(id)).toEqual(['1 wait1 wait edited']);
    const [row] = await rows<{ personal: object }>(
      `SELECT personal FROM customer_success.audit_log WHERE kind = 'sequence.save' ORDER BY at DESC LIMIT 1`,
    );
    expect(JSON.stringify(row)).toContain('"ended": 40'.replace(' ', ''));
  });

  test('reckons a wait anew that was made shorter', async () => {
    const id = await crowd();
    const definition = sequenceDefinition({ steps: [hours('wait1', 24), mail('mail1'), cta('call1')] });
    await change(id, { definition, inside: { rest: 'move', steps: {} } });
    expect(await told(id)).toEqual(['3 wait1 turn inside']);
  });

  test('to a step that is not there is refused, and nothing is changed', async () => {
    const id = await crowd();
    expect(
      (await change(id, { definition: shorter, inside: { rest: 'keep', steps: { wait1: 'nowhere' } } }))
        .answer,
    ).toMatchObject({ field: 'inside' });
    expect(await told(id)).toEqual(['1 wait1 wait inside']);
  });
});

describe('three computers that move them on, and are cut off at any moment,', () => {
  test('make every mail once', async () => {
    const people = Number(process.env['STEWARD_MESSAGES'] ?? 30);
    const id = await active({ steps: [mail('mail1'), mail('mail2'), mail('mail3')] });
    await rows(
      `INSERT INTO customer_success.enrolments (sequence_id, organization_id, user_id, entry_key, version, step_id, wakes_at, entered_by, entered_how)
       SELECT $1, 1, 1, 'k' || n, 1, 'mail1', clock_timestamp(), 'ada', 'hand' FROM generate_series(1, $2::int) n`,
      [id, people],
    );
    const left = async () => (await inside(id)).filter(({ ended_why }) => ended_why === null) as Inside[];
    let seed = 7;
    const chance = (of: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % of;
    };
    let cuts = 0;
    for (let round = 0; (await left()).length > 0; round += 1) {
      expect(round).toBeLessThan(60);
      const seen = await left();
      const moves = seen
        .filter(({ waits_for }) => waits_for === 'turn')
        .map((one) => {
          const place = ['mail1', 'mail2', 'mail3'].indexOf(one.step_id) + (one.is_done ? 1 : 0);
          return moveOf(one, place < 3 ? { step: `mail${place + 1}`, does: 'mail' } : { ends: 'finished' });
        });
      // Three sessions of one login: two of them hold a lease that is over by the time they are heard.
      const sessions = await Promise.all([1, 2, 3].map(() => team.logins.ada.connect()));
      const leases = [await takeOver(), await takeOver(), await takeOver()];
      const told = sessions.map(async (session, n) => {
        session.on('error', () => undefined);
        const { host, fence } = leases[n] as { host: string; fence: number };
        return call(session, 'move_enrolments', host, fence, Date.now(), moves).catch(() => ({
          outcome: 'cut',
        }));
      });
      if (chance(2) === 0) {
        cuts += 1;
        await rows(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%move_enrolments%' AND pid <> pg_backend_pid()`,
        );
      }
      await Promise.all(told);
      await Promise.all(sessions.map((session) => session.end().catch(() => undefined)));
      // What waits is sent, one after the other.
      await rows(`UPDATE customer_success.interventions SET stage = 'sent' WHERE stage = 'waiting'`);
    }
    expect(cuts).toBeGreaterThan(0);
    const [counts] = await rows(
      `SELECT count(*)::int AS mails, count(DISTINCT (enrolment_id, step_id))::int AS steps FROM customer_success.interventions`,
    );
    expect(counts).toEqual({ mails: 3 * people, steps: 3 * people });
    expect(new Set((await inside(id)).map(({ ended_why }) => ended_why))).toEqual(new Set(['finished']));
  }, 60_000);
});

describe('steward sequences enrol', () => {
  async function steward(...args: string[]): Promise<string> {
    const told: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((line: string) => told.push(line));
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    addSequencesCommand(program);
    await program
      .parseAsync(['sequences', 'enrol', ...args, '--url', team.logins.ann.url], { from: 'user' })
      .finally(() => log.mockRestore());
    return told.join('\n');
  }

  test('lets contacts in by the name of the sequence, and says why others stay out', async () => {
    const id = await active();
    expect(await steward('welcome', 'user of 1', '--account', 'acme')).toBe('1 contact let in.');
    expect(await steward(id, 'user of 1', '--account', 'acme')).toBe(
      '0 contacts let in.\n1: They are inside already.',
    );
    expect(await inside(id)).toHaveLength(1);
  });

  test('refuses what is not there, and what is another’s', async () => {
    await active();
    await expect(steward('nothing', 'user of 1', '--account', 'acme')).rejects.toThrow(
      /no sequence “nothing”/,
    );
    await expect(steward('welcome', 'user of 2', '--account', 'bolt')).rejects.toThrow(
      /no account of this login/,
    );
  });
});
