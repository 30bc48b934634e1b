import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sessionsByUser } from '../../../src-main/engines/activity/sessions';

const minute = 60_000;
const day = 24 * 60 * minute;

describe('sessions', () => {
  it('end with 30 minutes of silence, not with midnight', () => {
    const sessions = sessionsOf([
      [1, 23 * 60 * minute + 50 * minute],
      [1, day + 10 * minute],
      [1, day + 39 * minute],
      [1, day + 69 * minute],
    ]);
    expect(sessions.get(1)).toEqual({ sessions: 2, milliseconds: 49 * minute, events: 4 });
  });

  it("don't mix users, and leave events without a user out", () => {
    const sessions = sessionsOf([
      [1, 0],
      [2, 20 * minute],
      [0, 25 * minute],
      [1, 40 * minute],
    ]);
    expect(sessions.get(1)?.sessions).toBe(2);
    expect(sessions.get(2)?.sessions).toBe(1);
    expect(sessions.has(0)).toBe(false);
  });

  it('are one more than the silences of at least 30 minutes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 90 * minute }), { minLength: 1, maxLength: 80 }), (gaps) => {
        let now = 0;
        const events = gaps.map((gap): [number, number] => {
          now += gap;
          return [7, now];
        });
        const long = gaps.slice(1).filter((gap) => gap >= 30 * minute);
        const quiet = gaps.slice(1).filter((gap) => gap < 30 * minute);
        expect(sessionsOf(events).get(7)).toEqual({
          sessions: 1 + long.length,
          milliseconds: quiet.reduce((sum, gap) => sum + gap, 0),
          events: gaps.length,
        });
      }),
    );
  });
});

function sessionsOf(events: readonly (readonly [user: number, instant: number])[]) {
  const days = [...Map.groupBy(events, ([, instant]) => Math.floor(instant / day))];
  return sessionsByUser(
    days.map(([number, rows]) => ({
      day: number,
      page: {
        rows: rows.length,
        userId: Int32Array.from(rows, ([user]) => user),
        featureId: Int32Array.from(rows, () => 1),
        msOfDay: Int32Array.from(rows, ([, instant]) => instant % day),
      },
    })),
  );
}
