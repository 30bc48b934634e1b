import type pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  call,
  claim,
  failed,
  launch,
  letPass,
  reachDot,
  readyToSend,
  runRow,
  send,
  sent,
} from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
let ann: pg.Client;
beforeAll(() => {
  ({ ann } = team.clients);
});
beforeEach(() => readyToSend(team));

const refused = { outcome: 'refused', reason: 'fence' };

describe('of one that nobody knows about', () => {
  async function unknown() {
    await launch(ann);
    const claimed = await claim(ann);
    await reachDot(ann, claimed);
    await failed(ann, claimed, 'lost');
    return claimed;
  }
  const settle = (client: pg.Client, id: string, arrived: boolean | null) =>
    call(client, 'settle_message', id, arrived);

  test('a person says that it arrived, by its Message-ID', async () => {
    const { run_id, message_id } = await unknown();
    expect(await settle(ann, `<${message_id}>`, true)).toEqual({ outcome: 'applied' });
    expect(await runRow(team, run_id)).toMatchObject({ stage: 'sent', reason: 'arrived' });
    expect(await settle(ann, message_id, false)).toMatchObject({ outcome: 'refused', reason: 'settled' });
  });

  test('a person sends it again after a quarter of an hour, and the one who held it can say nothing any more', async () => {
    const claimed = await unknown();
    expect(await settle(ann, claimed.message_id, false)).toMatchObject({ outcome: 'later' });
    await letPass(team, 14 * 60);
    expect(await settle(ann, claimed.message_id, false)).toMatchObject({ outcome: 'later' });
    await letPass(team, 60);
    expect(await settle(ann, claimed.message_id, false)).toEqual({ outcome: 'applied' });
    expect(await sent(ann, claimed)).toEqual(refused);
    expect(await claim(ann)).toMatchObject({
      outcome: 'claimed',
      run_id: claimed.run_id,
      message_id: claimed.message_id,
    });
  });

  test('nobody decides who has not the account, or only looks', async () => {
    const { message_id } = await unknown();
    expect(await settle(team.clients.bob, message_id, true)).toEqual({
      outcome: 'refused',
      reason: 'invalid',
    });
    await expect(settle(team.clients.vera, message_id, true)).rejects.toMatchObject({ code: '42501' });
    expect(await settle(ann, 'other@acme.example', true)).toMatchObject({ reason: 'invalid' });
    expect(await settle(ann, message_id, null)).toMatchObject({ reason: 'invalid' });
  });

  test('there is nothing to settle of one that was sent', async () => {
    await launch(ann);
    const { message_id } = await send(ann);
    await letPass(team, 3600);
    expect(await settle(ann, message_id, false)).toEqual({
      outcome: 'refused',
      reason: 'settled',
      stage: 'sent',
    });
  });
});
