import type pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { call, claim, letPass, readyToSend, saveTemplate, send } from '../support/sending';
import { applyOne, operation } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
let ann: pg.Client;
let template: string;
beforeAll(async () => {
  ({ ann } = team.clients);
  await readyToSend(team);
  template = await saveTemplate(team);
});
beforeEach(async () => {
  await readyToSend(team);
  await ask(ann, 'consent.record', {
    ...{ contact: 'user of 1', category: '*', state: 'granted', basis: 'existing_customer' },
  });
});

const ask = (client: pg.Client, kind: string, patch: object) => applyOne(client, operation(kind, patch));

describe('what would become of a launch is said before', () => {
  interface Foreseen {
    contact: string;
    stage: string;
    reason?: string;
    at: number;
    waits: { reason: string; until: number }[];
    caps: { count: number; days: number; had: number }[];
    said: { state: string } | null;
    suppressed: string | null;
  }
  const foresee = async (patch: object = {}, account = 'acme') => {
    const answer = await call(ann, 'foresee_launch', account, { contacts: ['user of 1'], ...patch });
    return { answer, seen: answer['contacts'] as Foreseen[] };
  };

  test('it goes at once where nothing stands against it, and nothing is made by asking', async () => {
    const { seen } = await foresee();
    expect(seen).toMatchObject([{ contact: 'user of 1', stage: 'goes', waits: [], suppressed: null }]);
    expect(await claim(ann)).toEqual({ outcome: 'none' });
  });

  test('how many they had is what a count of the messages says, and until when one waits is when the oldest leaves the window', async () => {
    await team.company.admin.query(
      `UPDATE customer_success.sending_settings SET caps = '[{"count": 2, "days": 7}]'`,
    );
    for (let n = 0; n < 2; n += 1) {
      await ask(ann, 'message.launch', {
        contacts: ['user of 1'],
        subject: `N ${n}`,
        text: 'x',
        undo_seconds: 0,
      });
      await send(ann);
      await letPass(team, 86_400);
    }
    const { seen } = await foresee();
    const { rows } = await team.company.admin.query<{ had: number; room: number }>(
      `SELECT count(*)::int AS had, floor(extract(epoch FROM min(counted_at) + 7 * interval '24 hours') * 1000)::float8 AS room
         FROM customer_success.interventions WHERE user_id = 1 AND counted_at > clock_timestamp() - 7 * interval '24 hours'`,
    );
    expect(seen[0]?.caps).toEqual([{ count: 2, days: 7, had: rows[0]?.had }]);
    expect(seen[0]).toMatchObject({ stage: 'goes', waits: [{ reason: 'cap', until: rows[0]?.room }] });
    expect(seen[0]?.at).toBe(rows[0]?.room);
    expect((await foresee({ on_cap: 'drop' })).seen[0]).toMatchObject({ stage: 'dropped', reason: 'cap' });
  });

  test('one that waits for room and then for the end of the night says both, and the claim does the same', async () => {
    await team.company.admin.query(`
      UPDATE customer_success.organizations SET timezone = 'America/New_York' WHERE organization_id = 1;
      UPDATE customer_success.sending_settings SET caps = '[{"count": 1, "days": 1}]'`);
    await ask(ann, 'message.launch', { contacts: ['user of 1'], subject: 'One', text: 'x', undo_seconds: 0 });
    await send(ann);
    // Its place in the cap is free again in the middle of the night that is set here.
    await team.company.admin.query(
      `UPDATE customer_success.sending_settings s
          SET quiet_from = (m + 1440 - 60) % 1440, quiet_until = (m + 60) % 1440
         FROM (SELECT (extract(hour FROM t) * 60 + extract(minute FROM t))::int AS m
                 FROM (SELECT (max(counted_at) + interval '24 hours') AT TIME ZONE 'America/New_York' AS t
                         FROM customer_success.interventions) x) y`,
    );
    const { seen, answer } = await foresee({ send_at: Date.now() + 12 * 3_600_000 });
    expect(seen[0]?.waits.map(({ reason }) => reason)).toEqual(['cap', 'quiet']);
    expect(answer).toMatchObject({ zones: ['America/New_York'], zone_of: 'account' });
    const [, quiet] = seen[0]?.waits ?? [];
    expect(seen[0]).toMatchObject({ stage: 'goes', at: quiet?.until });
  });

  test('by whose clocks is said: the account’s, those of its country, the company’s', async () => {
    expect((await foresee()).answer['zone_of']).toBe('company');
    await team.company.admin.query(
      `UPDATE customer_success.organizations SET country = 'US' WHERE organization_id = 1`,
    );
    const { answer } = await foresee();
    expect(answer['zone_of']).toBe('country');
    expect((answer['zones'] as string[]).length).toBeGreaterThan(20);
  });

  test('who unsubscribed, complained or never agreed is named with the reason', async () => {
    await ask(ann, 'consent.record', { contact: 'user of 1', category: 'relationship', state: 'withdrawn' });
    expect((await foresee()).seen[0]).toMatchObject({
      stage: 'cancelled',
      reason: 'unsubscribed',
      said: { state: 'withdrawn' },
    });
    expect((await foresee({ despite: 'She asked' })).seen[0]).toMatchObject({ stage: 'goes' });
    await team.company.admin.query('DELETE FROM customer_success.communication_preferences');
    expect((await foresee({ template })).seen[0]).toMatchObject({ stage: 'dropped', reason: 'no_basis' });
    await call(ann, 'suppress_address', 'user1@x1.example', true);
    expect((await foresee()).seen[0]).toMatchObject({ reason: 'suppressed', suppressed: 'by_hand' });
  });

  test('nobody hears of an account that is not theirs, nor a viewer of any', async () => {
    expect((await foresee({}, 'bolt')).answer).toEqual({ outcome: 'refused', reason: 'not_yours' });
    await expect(
      call(team.clients.vera, 'foresee_launch', 'acme', { contacts: ['user of 1'] }),
    ).rejects.toMatchObject({ code: '42501' });
    expect((await foresee({ contacts: ['user of 2'] })).answer).toMatchObject({ field: 'contact' });
    expect((await foresee({ contacts: [] })).answer).toMatchObject({ field: 'contacts' });
  });
});
