import { describe, expect, test } from 'vitest';
import { detailTexts } from '../../../src-main/engines/effect/detail-words';
import { effectText } from '../../../src-main/engines/effect/effect-words';
import { createRandom, shuffledIndices } from '../../../src-main/lib/statistics/random';
import type { Effect, MeasuredMeans } from '../../../src-preload/contract/effect/measured-means';
import { type SimulatedRule, simulateTeamwork, through } from '../../support/effect/simulated-teamwork';
import { measured, of } from './measured';

/** Ten in the suite; STEWARD_EFFECT_SEEDS=100 for the long run. */
const seeds = Array.from({ length: Number(process.env.STEWARD_EFFECT_SEEDS ?? 10) }, (_, i) => i + 1);
/** At most five of a hundred, and of ten one. */
const mostMissed = Math.max(1, Math.floor(0.05 * seeds.length));

/** The worse the mood, the sooner it fires. */
const caring = (mood: number) => 0.05 - 0.03 * mood;
const rule = (id: string, more: Partial<SimulatedRule> = {}): SimulatedRule => ({
  ...{ id, chance: caring, heldOut: 30, logOdds: 0, lift: 0 },
  ...more,
});
const rules = [
  rule('helps', { logOdds: -1.5, lift: 4 }),
  rule('does nothing'),
  // Months that it is held against are of accounts that may get it later: seldom, so that this blunts little.
  rule('is observed', { heldOut: 0, logOdds: -1.5, lift: 5, chance: (mood) => caring(mood) / 3 }),
];
const told = (company: Parameters<typeof measured>[0], id: string) => of(measured(company), 'rule', id);
const claims = new Set<Effect['verdict']>(['fewer_left', 'more_left', 'healthier', 'less_healthy']);

describe('what came of each rule of a company whose rules do something known', () => {
  const companies = seeds.map((seed) => simulateTeamwork(seed, 900, rules));
  const reports = companies.map((company) => measured(company));

  test.each(rules)('“$id”: the interval holds what it truly does to departures and to health', ({ id }) => {
    const missed = { left: 0, health: 0, noHealth: 0 };
    for (const [place, company] of companies.entries()) {
      const { effect } = of(reports[place] ?? [], 'rule', id);
      const truth = company.truth.get(id) ?? { left: Number.NaN, health: Number.NaN };
      missed.left +=
        effect.left !== null && effect.left.low <= truth.left && truth.left <= effect.left.high ? 0 : 1;
      if (effect.health === null) missed.noHealth += 1;
      else missed.health += effect.health.low <= truth.health && truth.health <= effect.health.high ? 0 : 1;
      expect(effect.basis).toBe(id === 'is observed' ? 'observed' : 'held_out');
    }
    expect(missed.left).toBeLessThanOrEqual(mostMissed);
    expect(missed.health).toBeLessThanOrEqual(mostMissed);
    expect(missed.noHealth).toBeLessThan(seeds.length / 2);
  });

  test('what it does is found where it is large, and never the opposite of it', () => {
    const verdicts = reports.map((report) => of(report, 'rule', 'helps').effect.verdict);
    const found = verdicts.filter((verdict) => verdict === 'fewer_left' || verdict === 'healthier').length;
    expect(found).toBeGreaterThanOrEqual(0.5 * seeds.length);
    expect(verdicts.filter((verdict) => verdict === 'more_left' || verdict === 'less_healthy')).toEqual([]);
  });

  test('is claimed of nothing once it is shuffled what came of which account', () => {
    let claimed = 0;
    for (const [place, company] of companies.entries()) {
      const order = shuffledIndices(company.courses.length, createRandom(place + 1));
      const courses = company.courses.map(({ account }, i) => ({
        ...(company.courses[order[i] as number] as (typeof company.courses)[number]),
        account,
      }));
      claimed += measured({ ...company, courses }).some(({ effect }) => claims.has(effect.verdict)) ? 1 : 0;
    }
    expect(claimed).toBeLessThanOrEqual(mostMissed);
  });

  test('its template and its channel are told of by the same accounts', () => {
    for (const report of reports.slice(0, 3)) {
      const own = of(report, 'rule', 'helps').effect;
      const template = of(report, 'template', 'template of helps').effect;
      // Who was drawn before the template was first used, or after, is none of it.
      expect(template.basis).toBe('held_out');
      expect(Math.abs(template.accounts.with - own.accounts.with)).toBeLessThanOrEqual(2);
      expect(template.left?.with).toBeCloseTo(own.left?.with ?? Number.NaN, 1);
      const channel = of(report, 'channel', 'email').effect;
      const others = of(report, 'rule', 'does nothing').effect;
      expect(channel.accounts.with).toBeGreaterThan(own.accounts.with);
      expect(channel.accounts.without).toBeLessThanOrEqual(own.accounts.without + others.accounts.without);
    }
  });
});

test('a large effect on departures is found, and said with its figures', () => {
  const company = simulateTeamwork(5, 1500, [rule('saves', { heldOut: 50, logOdds: -6, chance: () => 0.2 })]);
  const report = told(company, 'saves') as MeasuredMeans;
  expect(report.effect.verdict).toBe('fewer_left');
  expect(effectText(report)).toMatch(
    /^Fewer left: \d+\.\d% of \d+ accounts that were to get its messages left within 90 days, \d+\.\d% of \d+ held out \(difference −\d+\.\d points, 95%: −\d+\.\d to −\d+\.\d\)\.$/,
  );
});

describe('accounts that are held out', () => {
  const company = simulateTeamwork(3, 600, [rule('helps', { logOdds: -1.5, heldOut: 40 })]);

  test('count as held out whatever reaches them, and how many were reached is counted (P3)', () => {
    const reached = company.draws.filter(({ heldOut }) => heldOut).slice(0, 7);
    const spoiled = company.draws.map((draw) => {
      const place = reached.indexOf(draw);
      if (place < 0) return draw;
      return { ...draw, contaminatedBy: place < 4 ? ('launch' as const) : ('another_rule' as const) };
    });
    const byHand = reached.slice(0, 4).map(({ account, day }) => ({
      ...{ account, contact: 10 * account, rule: null, sequence: null, template: null },
      ...{ channel: 'email', stage: 'sent' as const, isAnswered: false, day: day + 5, beganOn: day + 5 },
    }));
    const before = told(company, 'helps');
    const after = told(
      { ...company, draws: spoiled, runs: [...company.runs, ...byHand] },
      'helps',
    ) as MeasuredMeans;
    expect(after.effect).toEqual(before.effect);
    expect(after.heldOut?.contaminated).toEqual({ launch: 4, another_rule: 3, critical: 0, share: 0 });
    expect(detailTexts({ ...after, since: 0, changedOn: null })).toContain(
      '7 accounts held out were reached all the same: 4 by a message by hand, 3 by a message of another rule. They count as held out, which makes a difference look smaller than it is.',
    );
  });

  test('are set beside those that were drawn with the same share', () => {
    // Of a tenth held out 30 % leave, with it or without; of a half held out 10 %.
    const both = joined(
      drawn({ with: 90, without: 10, left: { with: 27, without: 3 }, percent: 10 }),
      drawn({ with: 50, without: 50, left: { with: 5, without: 5 }, percent: 50, first: 1000 }),
    );
    const mixed = { ...both, draws: both.draws.map((draw) => ({ ...draw, percent: 30 })) };
    expect(told(both, 'r').effect.left?.difference).toBeCloseTo(0, 9);
    expect(told(mixed, 'r').effect.left?.difference).toBeCloseTo(32 / 140 - 8 / 60, 9);
  });

  test('in another number than was configured make that nothing is told of the rest', () => {
    const wrong = company.draws.map((draw) => ({ ...draw, percent: 20 }));
    const report = told({ ...company, draws: wrong }, 'helps') as MeasuredMeans;
    expect(report.effect.verdict).toBe('not_trusted');
    expect(effectText(report)).toMatch(
      /^Not to be trusted: [34]\d\.\d% of \d+ accounts are held out instead of 20\.0%\. By accident/,
    );
  });

  test('of a rule that withholds nothing prove nothing: it is observed', () => {
    const { draws, firings } = company;
    const silent = firings.map((firing) => ({ ...firing, withheld: false }));
    const report = told({ ...company, draws, firings: silent, runs: [] }, 'helps');
    expect(report.heldOut).toBeNull();
    expect(report.effect.basis).toBe('observed');
  });
});

describe('what can’t be told yet', () => {
  test('6 of 60 that left against 2 of 20: an interval, too small to tell, and how many more weeks (P4)', () => {
    const report = told(sixAndTwo(through - 96), 'r') as MeasuredMeans;
    expect(report.effect).toMatchObject({
      verdict: 'too_small',
      accounts: { with: 60, without: 20 },
      leftAccounts: { with: 6, without: 2 },
    });
    const { left, moreWeeks } = report.effect;
    expect(left?.low).toBeLessThan(-0.2);
    expect(left?.high).toBeGreaterThan(0.1);
    expect(moreWeeks).toBeGreaterThan(20);
    expect(effectText(report)).toMatch(
      /^Too small to tell: 10\.0% of 60 accounts that were to get its messages left within 90 days, 10\.0% of 20 held out \(difference 0\.0 points, 95%: −\d+\.\d to \+\d+\.\d\)\. (About \d+ more weeks until|It takes more than two years until) half as many departures would show\.$/,
    );
  });

  test('accounts whose 90 days are not over are left out on both sides, and counted (O1)', () => {
    const company = sixAndTwo();
    const late = sixAndTwo(through - 88, 1000);
    const both = joined(company, late);
    const [before, after] = [told(company, 'r').effect, told(both, 'r').effect];
    expect({ ...after, pending: null, moreWeeks: null }).toEqual({
      ...before,
      pending: null,
      moreWeeks: null,
    });
    expect(after.pending).toEqual({ with: 60, without: 20 });
    const alone = told(late, 'r') as MeasuredMeans;
    expect(alone.effect.verdict).toBe('nothing_yet');
    expect(effectText(alone)).toBe(
      'Nothing to compare yet: the 90 days of 80 accounts (20 of them held out) are not over.',
    );
  });

  test('contacts of one account are no more accounts', () => {
    const company = sixAndTwo();
    const contacts = company.firings.flatMap((firing) =>
      [1, 2, 3, 4].map((contact) => ({ ...firing, contact: 10 * firing.account + contact })),
    );
    const report = told({ ...company, firings: contacts }, 'r');
    expect(report.effect).toEqual(told(company, 'r').effect);
  });
});

type Deeds = Parameters<typeof measured>[0];

function joined(...parts: readonly Deeds[]): Deeds {
  return {
    courses: parts.flatMap(({ courses }) => courses),
    firings: parts.flatMap(({ firings }) => firings),
    runs: parts.flatMap(({ runs }) => runs),
    draws: parts.flatMap(({ draws }) => draws),
  };
}

/** 60 accounts with a rule’s messages, of which 6 left, and 20 held out, of which 2 did. */
function sixAndTwo(day?: number, first?: number): Deeds {
  return drawn({ with: 60, without: 20, left: { with: 6, without: 2 }, percent: 25, day, first });
}

interface Drawn {
  readonly with: number;
  readonly without: number;
  readonly left: { readonly with: number; readonly without: number };
  readonly percent: number;
  readonly day?: number | undefined;
  /** The number before that of the first account. */
  readonly first?: number | undefined;
}

/** Accounts drawn by one rule within a week. */
function drawn({ left, percent, day = through - 200, first = 0, ...arms }: Drawn): Deeds {
  const accounts = Array.from({ length: arms.with + arms.without }, (_, place) => {
    const heldOut = place >= arms.with;
    const isGone = heldOut ? place - arms.with < left.without : place < left.with;
    const to = isGone && day + 60 <= through ? day + 60 : 0;
    return { account: first + place + 1, heldOut, to };
  });
  return {
    courses: accounts.map(({ account, to }) => ({
      account,
      spells: [to === 0 ? { from: 19_000, to: 0, endedBy: null } : { from: 19_000, to, endedBy: 'word' }],
      terms: [],
      scoreDays: Int32Array.of(),
      points: Float64Array.of(),
      interventions: [],
    })),
    firings: accounts.map(({ account, heldOut }) => ({
      ...{ rule: 'r', account, contact: null, day, heldOut, withheld: heldOut },
    })),
    runs: [],
    draws: accounts.map(({ account, heldOut }) => ({
      ...{ rule: 'r', account, day: day + (account % 7), heldOut, percent, contaminatedBy: null },
    })),
  };
}
