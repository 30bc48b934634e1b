import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  endOf,
  isOver,
  type Lease,
  leaseOf,
  seenAgain,
  stricterOf,
} from '../../../src-main/lib/sign-in/lease';

const hour = 3_600_000;
const day = 24 * hour;
const began = Date.UTC(2026, 10, 20);
const signIn = { login: 'ana', place: 'db:5432/company', at: began };
const fresh = leaseOf(signIn, began);
const after = (passed: number, lease = fresh) => seenAgain(lease, lease.seenAt + passed, 0);

test('seven days after the last good sign-in the copy opens, and a moment later no more', () => {
  expect(isOver(after(7 * day))).toBe(false);
  expect(isOver(after(7 * day + 1))).toBe(true);
  expect(endOf(after(2 * day))).toBe(began + 7 * day);
});

test('a sign-in begins the seven days anew, whatever was before', () => {
  const late = after(30 * day);
  const again = leaseOf({ ...signIn, at: began + 30 * day }, late.seenAt);
  expect([isOver(late), isOver(again), endOf(again)]).toEqual([true, false, began + 37 * day]);
});

test('a clock that is turned back takes nothing away: the time it has left goes on from there', () => {
  const sixth = after(6 * day);
  const turnedBack = seenAgain(sixth, began + day, 0);
  expect(turnedBack.age).toBe(6 * day);
  expect(isOver(seenAgain(turnedBack, began + 2 * day, 0))).toBe(false);
  expect(isOver(seenAgain(turnedBack, began + 2 * day + 1, 0))).toBe(true);
});

test('a copy that is locked is not opened by the clock', () => {
  for (const back of [began, began - 365 * day, 0]) {
    expect(isOver(seenAgain(after(8 * day), back, 0))).toBe(true);
  }
});

test('a clock that stands still, or is turned back while Steward runs, counts what it has run', () => {
  expect(seenAgain(fresh, began, 5 * hour).age).toBe(5 * hour);
  expect(seenAgain(fresh, began - day, 5 * hour).age).toBe(5 * hour);
  expect(seenAgain(fresh, began + hour, hour).age).toBe(hour);
});

test('a clock that was ahead by accident locks, stays locked once it is right again, and it is known why', () => {
  const ahead = seenAgain(fresh, began + 400 * day, 0);
  expect(ahead.wentBackFrom).toBeNull();
  const right = seenAgain(ahead, began + hour, 0);
  expect([isOver(right), right.wentBackFrom]).toEqual([true, began + 400 * day]);
  expect(leaseOf({ ...signIn, at: began + 2 * hour }, began + 2 * hour).wentBackFrom).toBeNull();
});

test('a clock set right by minutes is no clock that went back; one that has caught up is none any more', () => {
  const later = after(2 * day);
  expect(seenAgain(later, later.seenAt - hour, 0).wentBackFrom).toBeNull();
  const back = seenAgain(later, later.seenAt - hour - 1, 0);
  expect(back.wentBackFrom).toBe(later.seenAt);
  expect(seenAgain(back, later.seenAt, 0).wentBackFrom).toBeNull();
});

test('of two notes the later sign-in counts; of one sign-in the note that has seen more time pass', () => {
  const old = after(3 * day);
  const next = leaseOf({ ...signIn, at: began + day }, began + day);
  expect(stricterOf(old, next)).toBe(next);
  expect(stricterOf(next, old)).toBe(next);
  expect(stricterOf(fresh, old)).toBe(old);
  expect(stricterOf(old, fresh)).toBe(old);
  expect([stricterOf(null, old), stricterOf(old, null), stricterOf(null, null)]).toEqual([old, old, null]);
});

/** What really passes between two looks, how far the clock was set meanwhile, and whether Steward ran. */
const steps = fc.array(
  fc.record({
    passes: fc.integer({ min: 0, max: 3 * day }),
    set: fc.integer({ min: -30 * day, max: 30 * day }),
    runs: fc.boolean(),
  }),
  { maxLength: 30 },
);

test('however the clock is set: no look takes age away, running counts in full, and an honest clock is exact', () => {
  fc.assert(
    fc.property(steps, (days) => {
      let lease: Lease = fresh;
      let clock = began;
      let ran = 0;
      for (const { passes, set, runs } of days) {
        clock += passes + set;
        ran += runs ? passes : 0;
        const next = seenAgain(lease, clock, runs ? passes : 0);
        expect(next.age).toBeGreaterThanOrEqual(lease.age);
        lease = next;
      }
      expect(lease.age).toBeGreaterThanOrEqual(ran);
      const honest = days.reduce((seen, { passes }) => after(passes, seen), fresh);
      expect(honest.age).toBe(days.reduce((sum, { passes }) => sum + passes, 0));
    }),
  );
});
