import { describe, expect, it } from 'vitest';
import { chooseProfile, stageInPast } from '../../../src-main/engines/health/choose-profile';
import { compileConfig } from '../../../src-main/engines/health/compile-config';
import { movedSparkline, sparklineOf } from '../../../src-main/engines/health/sparkline';
import { plainProfile } from './arbitraries';
import { asOf } from './batch';

describe('the profile of an account', () => {
  const named = (id: string, lifecycleStages: ('onboarding' | 'renewal')[], segments: string[]) => ({
    ...plainProfile(['nps', 1, 'skip']),
    id,
    lifecycleStages,
    segments,
  });
  const config = compileConfig(1, {
    bands: { middle: 50, healthy: 75 },
    enoughKnown: 0,
    organizationProfiles: [
      named('small-start', ['onboarding'], ['SMB']),
      named('start', ['onboarding'], []),
      named('big', [], ['Enterprise']),
      named('rest', [], []),
    ],
    userProfile: plainProfile(),
  });

  it('is the first that fits stage and segment, else the last', () => {
    expect(chooseProfile(config, 'onboarding', 'SMB').id).toBe('small-start');
    expect(chooseProfile(config, 'onboarding', null).id).toBe('start');
    expect(chooseProfile(config, 'renewal', 'Enterprise').id).toBe('big');
    expect(chooseProfile(config, 'growth', 'SMB').id).toBe('rest');
  });

  it('follows in the past from age and renewal, because only the present stage is kept', () => {
    expect(stageInPast(asOf - 89, 0, asOf)).toBe('onboarding');
    expect(stageInPast(asOf - 90, 0, asOf)).toBe('adoption');
    expect(stageInPast(asOf - 400, asOf + 90, asOf)).toBe('renewal');
    expect(stageInPast(asOf - 400, asOf + 91, asOf)).toBe('adoption');
  });
});

describe('the sparkline', () => {
  // 19,999 is a Thursday's eve: weeks begin on Mondays, 19,995 and 20,002.
  const wednesday = 19_997;

  it("replaces the present week's point, and moves on with the weeks", () => {
    expect(movedSparkline([70, 71], wednesday, wednesday + 1, 72.04)).toEqual([70, 72]);
    expect(movedSparkline([70, 71], wednesday, wednesday + 7, 72)).toEqual([70, 71, 72]);
    expect(movedSparkline([70, 71], wednesday, wednesday + 21, 72)).toEqual([70, 71, null, null, 72]);
  });

  it('never holds more than 13 weeks, nor empty ones in front', () => {
    const full = Array.from({ length: 13 }, (_, i) => i);
    expect(movedSparkline(full, wednesday, wednesday + 7, 99)).toEqual([...full.slice(1), 99]);
    expect(movedSparkline(full, wednesday, wednesday + 7 * 400, 99)).toEqual([99]);
    expect(movedSparkline([null, 5], wednesday, wednesday, null)).toEqual([]);
  });

  it('takes the last score of each week of the past', () => {
    const scores = [
      { day: wednesday - 700, points: 1 },
      { day: wednesday - 15, points: 40 },
      { day: wednesday - 14, points: 50 },
      { day: wednesday, points: 60 },
    ];
    expect(sparklineOf(scores, wednesday)).toEqual([50, null, 60]);
  });
});
