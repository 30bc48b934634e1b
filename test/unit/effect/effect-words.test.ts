import { describe, expect, test } from 'vitest';
import { detailTexts } from '../../../src-main/engines/effect/detail-words';
import { effectBody, effectText } from '../../../src-main/engines/effect/effect-words';
import { parseDay } from '../../../src-main/lib/day';
import type { Effect, MeasuredMeans } from '../../../src-preload/contract/effect/measured-means';

const none = { with: 0, without: 0 };

function measured(effect: Partial<Effect> = {}, more: Partial<MeasuredMeans> = {}): MeasuredMeans {
  return {
    ...{ kind: 'rule', id: 'r', since: parseDay('2026-01-05'), accounts: 500, contacts: 700, turns: 900 },
    messages: { made: 900, sent: 880, waiting: 0, unknown: 0, bounced: 0, failed: 20, stopped: 0 },
    ...{ replies: null, ctas: null, heldOut: null, together: false, changedOn: null, weekly: null },
    effect: {
      ...{ basis: 'held_out', verdict: 'too_small', accounts: { with: 380, without: 95 } },
      ...{ moments: { with: 380, without: 95 }, leftAccounts: { with: 16, without: 15 }, pending: none },
      left: { with: 0.0421, without: 0.1579, difference: -0.1158, low: -0.21, high: 0.0049 },
      ...{ healthAccounts: { with: 300, without: 70 }, health: null, looks: 6, moreWeeks: 14 },
      ...effect,
    },
    ...more,
  };
}

const shares =
  '4.2% of 380 accounts that were to get its messages left within 90 days, 15.8% of 95 held out (difference −11.6 points, 95%: −21.0 to +0.5).';

describe('what can be told of an effect', () => {
  test('is what an interval without 0 says, with its figures', () => {
    expect(effectText(measured({ verdict: 'fewer_left' }))).toBe(`Fewer left: ${shares}`);
    expect(effectBody(measured({ verdict: 'fewer_left' }))).toBe(shares);
  });

  test.each([
    [14, 'About 14 more weeks until half as many departures would show.'],
    [1, 'About 1 more week until half as many departures would show.'],
    [104, 'About 104 more weeks until half as many departures would show.'],
    [105, 'It takes more than two years until half as many departures would show.'],
    [0, 'Half as many departures would most likely show by now.'],
    [null, 'No further accounts come, so no more will be known.'],
  ])('else it is too small, and how long that lasts (%s weeks)', (moreWeeks, words) => {
    expect(effectText(measured({ moreWeeks }))).toBe(`Too small to tell: ${shares} ${words}`);
  });

  test('is what health says where departures are too few', () => {
    const health = { with: 2.44, without: -1.2, difference: 3.64, low: 1.05, high: 6.2 };
    expect(effectText(measured({ verdict: 'healthier', health }))).toBe(
      'Health rose: +2.4 points within 90 days for 300 accounts that stayed, −1.2 for 70 held out (difference +3.6, 95%: +1.1 to +6.2). ' +
        `Departures are too few to tell: ${shares}`,
    );
  });

  test('is of turns and months where nobody was held out, and says that it is no experiment', () => {
    const observed = measured({
      ...{ basis: 'observed', moments: { with: 512, without: 4310 }, verdict: 'fewer_left' },
    });
    expect(effectText(observed)).toBe(
      'Fewer left: after 4.2% of 512 turns (380 accounts) the account left within 90 days, after 15.8% of 4,310 comparable months without it (95 accounts) ' +
        '(difference −11.6 points, 95%: −21.0 to +0.5). Observed, not an experiment: other causes are possible.',
    );
  });

  test('counts draws apart from accounts where several rules drew the same ones', () => {
    const channel = measured({ moments: { with: 700, without: 95 } }, { kind: 'channel', together: true });
    expect(effectText(channel)).toContain(
      '4.2% of 700 draws of 380 accounts that were to get its messages left',
    );
    expect(detailTexts(channel)).toContain(
      'Rules that use it send something else, too: what is told is of all of that together.',
    );
  });

  test('is nothing of one account, which is said in the singular', () => {
    const alone = measured({
      ...{ accounts: { with: 1, without: 1 }, moments: { with: 1, without: 1 } },
      left: { with: 0, without: 1, difference: -1, low: -1, high: 0.6 },
    });
    expect(effectText(alone)).toMatch(
      /^Too small to tell: 0\.0% of 1 account that was to get its messages left/,
    );
  });
});

describe('the details', () => {
  test('say what was compared, whom it misses, and since when a rule is another', () => {
    const heldOut = {
      ...{ drawn: 500, accounts: 98, expected: 100, ratioChance: 0.82 },
      contaminated: { launch: 1, another_rule: 0, critical: 2, share: 0 },
    };
    expect(
      detailTexts(
        measured({ pending: { with: 20, without: 5 } }, { heldOut, changedOn: parseDay('2026-06-01') }),
      ),
    ).toEqual([
      'Compared: 380 accounts as they were drawn (16 left) against 95 held out at random (15 left).',
      'Health: too few with a score before and after 90 days (300 against 70).',
      '19.6% of 500 accounts are held out, 20.0% were to be (chance of that or more by accident: 82.0%).',
      '3 accounts held out were reached all the same: 1 by a message by hand, 2 by its own at critical risk. They count as held out, which makes a difference look smaller than it is.',
      'Not counted yet: 20 accounts and 5 held out, whose 90 days are not over.',
      'Those held out get its calls to action and notices, too: what is told is of its messages.',
      'It asks or does something else since Jun 1, 2026: what came before counts, too.',
      'Intervals hold at whatever moment one looks, for 6 differences told of together.',
    ]);
  });

  test('don’t speak of a change before it was first used', () => {
    const before = detailTexts(measured({}, { changedOn: parseDay('2025-12-01') }));
    expect(before.some((line) => line.startsWith('It asks or does'))).toBe(false);
  });
});
