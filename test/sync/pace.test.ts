import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLoadPace } from '../../src-main/sync/load/load-pace';
import { createAlarm } from '../../src-main/sync/loop/alarm';
import { defaultPace, pollPause, retryPause } from '../../src-main/sync/loop/pace';

test('polls are 15 to 30 seconds apart', () => {
  expect(pollPause(defaultPace, () => 0)).toBe(15_000);
  expect(pollPause(defaultPace, () => 0.999_999)).toBeCloseTo(30_000, -1);
});

test('retries wait twice as long each time, up to five minutes, no two desktops alike', () => {
  const waits = [1, 2, 3, 20].map((failures) => retryPause(defaultPace, failures, () => 1));
  expect(waits).toEqual([2_000, 4_000, 8_000, 300_000]);
  expect(retryPause(defaultPace, 3, () => 0)).toBe(4_000);
});

test('rate and time left count from where this run began', () => {
  let now = 0;
  const pace = createLoadPace(() => now);
  expect(pace({ table: 'users', doneRows: 5_000, totalRows: 20_000 })).toMatchObject({ rowsPerSecond: null });
  now = 2_000;
  expect(pace({ table: 'users', doneRows: 10_000, totalRows: 20_000 })).toMatchObject({
    rowsPerSecond: 2_500,
    secondsLeft: 4,
  });
  expect(pace({ table: 'users', doneRows: 10_000, totalRows: null })).toMatchObject({ secondsLeft: null });
});

test('an alarm that rang before the wait ends it at once', async () => {
  const alarm = createAlarm();
  alarm.ring();
  expect(await isOver(alarm.wait(600_000))).toBe(true);
  const waiting = alarm.wait(null);
  expect(await isOver(waiting)).toBe(false);
  alarm.ring();
  expect(await isOver(waiting)).toBe(true);
});

/** Within this turn of the event loop. */
async function isOver(wait: Promise<void>): Promise<boolean> {
  return Promise.race([wait.then(() => true), setImmediate(false)]);
}
