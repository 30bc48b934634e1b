import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Rearming, step, unarmed } from '../../../src-main/engines/rules/arming';
import { no, unknown, yes } from '../../../src-main/engines/rules/verdict';

const edge: Rearming = { trigger: 'edge', clearDays: 2, coolDownDays: 0 };
const verdictOf = { y: yes, n: no, '?': unknown } as const;

/** `.` nothing, `F` fires, `c` held back by the cool-down, for a day each. */
function days(verdicts: string, rule: Rearming, rearms?: string): string {
  const arming = unarmed(1);
  return [...verdicts]
    .map((one, day) =>
      step(
        arming,
        0,
        {
          verdict: verdictOf[one as keyof typeof verdictOf],
          rearms: rearms === undefined ? null : verdictOf[rearms[day] as keyof typeof verdictOf],
          day,
        },
        rule,
      ),
    )
    .map((done) => ({ nothing: '.', fires: 'F', cooling: 'c' })[done])
    .join('');
}

describe('a rule fires when its conditions come to hold', () => {
  test.each([
    ['once, however long they hold', 'nnyyyy', '..F...'],
    ['not for who matches when it is first seen', 'yyyy', '....'],
    ['for those later, once they have been in the clear', 'ynnyy', '...F.'],
    ['once where a score goes to and fro around the edge', 'nynynyny', '.F......'],
    ['again after as many days in the clear as it asks for', 'nynnynnn', '.F..F...'],
    ['not when something comes to be known', '???y', '....'],
    ['but when it is known that it did not hold before', 'n??y', '...F'],
    ['and days of which nothing is known are no days in the clear', 'nyn?ny', '.F...F'],
    ['nor do they hold again by themselves', 'ny?y?y', '.F....'],
  ])('%s', (_words, verdicts, expected) => {
    expect(days(verdicts, edge)).toBe(expected);
  });

  test('again from its own level on, before the days are over', () => {
    expect(days('nynyny', { ...edge, clearDays: 90 }, 'nnynnn')).toBe('.F.F..');
    expect(days('nynyny', { ...edge, clearDays: 90 }, 'nnnnnn')).toBe('.F....');
  });

  test('and is not armed while they hold, whatever its level says', () => {
    expect(days('nyyy', { ...edge, clearDays: 90 }, 'yyyy')).toBe('.F..');
  });

  test('but not within the cool-down: what is held back then does not come after it', () => {
    expect(days('nynnynnynny', { ...edge, coolDownDays: 7 })).toBe('.F..c..c..F');
    expect(days(`nynny${'y'.repeat(9)}`, { ...edge, coolDownDays: 7 })).toBe('.F..c.........');
  });
});

describe('a rule that fires as long as they hold', () => {
  const level: Rearming = { trigger: 'level', clearDays: 2, coolDownDays: 3 };
  test('does so each time the cool-down is over', () => {
    expect(days('nyyyyyyyn', level)).toBe('.FccFccF.');
  });
  test('and not for who matched when it was first seen', () => {
    expect(days('yyyyyy', level)).toBe('......');
  });
});

test('between two firings lie the cool-down and, at an edge, the days in the clear', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('y', 'n', '?'), maxLength: 60 }),
      fc.record<Rearming>({
        trigger: fc.constantFrom('edge', 'level'),
        clearDays: fc.integer({ min: 1, max: 4 }),
        coolDownDays: fc.integer({ min: 0, max: 9 }),
      }),
      (verdicts, rule) => {
        const done = days(verdicts, rule);
        const fired = [...done].flatMap((one, day) => (one === 'F' ? [day] : []));
        expect(fired.every((day) => verdicts[day] === 'y')).toBe(true);
        for (const [at, day] of fired.slice(1).entries()) {
          const last = fired[at] as number;
          expect(day - last).toBeGreaterThanOrEqual(rule.coolDownDays);
          const clear = verdicts
            .slice(last + 1, day)
            .replaceAll('?', '')
            .split('y')
            .map((run) => run.length);
          if (rule.trigger === 'edge') expect(Math.max(...clear)).toBeGreaterThanOrEqual(rule.clearDays);
        }
      },
    ),
  );
});
