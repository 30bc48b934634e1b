import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { sideSessions } from '../../src-main/delivery/side-sessions';

/** A session that answers each query with its own name, one at a time, and says what was asked of it. */
function session(name: string) {
  const state = { asked: 0, atOnce: 0, most: 0, isClosed: false };
  return {
    state,
    async query<Row extends object>(text: string) {
      state.asked += 1;
      state.atOnce += 1;
      state.most = Math.max(state.most, state.atOnce);
      await pause(5);
      state.atOnce -= 1;
      if (text === `break ${name}` || state.isClosed) throw new Error('broken');
      return [{ name }] as unknown as Row[];
    },
    async close() {
      state.isClosed = true;
    },
  };
}
const log = pino({ level: 'silent' });

test('a query alone goes over the session that is there, and opens no other', async () => {
  const first = session('first');
  const sessions = sideSessions(first, () => Promise.reject(new Error('not asked for')), 4, log);
  for (let n = 0; n < 3; n += 1) expect(await sessions.query('x')).toEqual([{ name: 'first' }]);
  await sessions.close();
  expect(first.state).toMatchObject({ asked: 3, isClosed: false });
});

test('many go over as many sessions as it may have, one at a time over each, and those beside the first are closed', async () => {
  const opened = [session('first')];
  const sessions = sideSessions(
    opened[0] ?? session('none'),
    async () => {
      opened.push(session(`beside ${opened.length}`));
      return opened.at(-1) ?? session('none');
    },
    3,
    log,
  );
  const answers = await Promise.all(Array.from({ length: 40 }, () => sessions.query('x')));
  await sessions.close();
  expect(answers).toHaveLength(40);
  expect(opened.map(({ state }) => [state.most, state.isClosed])).toEqual([
    [1, false],
    [1, true],
    [1, true],
  ]);
  expect(opened.reduce((sum, { state }) => sum + state.asked, 0)).toBe(40);
});

test('where none can be opened, or one breaks, those that are there answer all', async () => {
  const first = session('first');
  const refused = sideSessions(first, () => Promise.reject(new Error('too many')), 4, log);
  const said = await Promise.all(Array.from({ length: 10 }, () => refused.query('x')));
  expect(said).toEqual(Array(10).fill([{ name: 'first' }]));

  const beside = session('beside');
  const breaking = sideSessions(first, async () => beside, 2, log);
  const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => breaking.query('break beside')));
  await breaking.close();
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  expect(beside.state).toMatchObject({ asked: 1, isClosed: true });
});
