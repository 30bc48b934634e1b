import { describe, expect, it } from 'vitest';
import { usualMeasures } from '../../../src-main/work/scoring/usual-measures';
import {
  type HealthConfig,
  healthConfigSchema,
  type Profile,
} from '../../../src-preload/contract/health-config';
import {
  addableMeasures,
  profileId,
  sameConfig,
  targetIn,
  withAddedMeasure,
  withDimensionWeight,
  withMeasure,
  withMovedProfile,
  withNewProfile,
  withoutMeasure,
  withProfile,
} from '../../../src-renderer/features/settings/scores/draft/config-draft';
import {
  configProblems,
  problemWithin,
} from '../../../src-renderer/features/settings/scores/draft/config-problems';
import { problemPlace } from '../../../src-renderer/features/settings/scores/draft/problem-place';
import {
  dimensionShares,
  measureShare,
} from '../../../src-renderer/features/settings/scores/draft/weight-shares';

const profile: Profile = {
  id: 'default',
  name: 'Default',
  lifecycleStages: [],
  segments: [],
  dimensions: {
    engagement: {
      weight: 20,
      measures: [
        {
          id: 'active_share',
          weight: 3,
          breakpoints: [
            [0, 0],
            [0.8, 80],
          ],
          missing: 'skip',
        },
        {
          id: 'active_days',
          weight: 1,
          breakpoints: [
            [0, 0],
            [20, 100],
          ],
          missing: 'poor',
        },
      ],
    },
    adoption: {
      weight: 30,
      measures: [
        {
          id: 'feature_breadth',
          weight: 1,
          breakpoints: [
            [0, 0],
            [1, 100],
          ],
          missing: 'skip',
        },
      ],
    },
    satisfaction: { weight: 50, measures: [] },
    retention: {
      weight: 0,
      measures: [
        {
          id: 'usage_trend',
          weight: 1,
          breakpoints: [
            [-0.2, 30],
            [0, 70],
          ],
          missing: 'neutral',
        },
      ],
    },
    value: {
      weight: 50,
      measures: [
        {
          id: 'key_outcomes',
          weight: 0,
          breakpoints: [
            [-1, 0],
            [0, 80],
          ],
          missing: 'skip',
        },
      ],
    },
  },
};
const config: HealthConfig = {
  bands: { middle: 50, healthy: 75 },
  enoughKnown: 40,
  organizationProfiles: [
    { ...profile, id: 'onboarding', name: 'Onboarding', lifecycleStages: ['onboarding'] },
    profile,
  ],
  userProfile: { ...profile, id: 'contacts', name: 'Contacts' },
};

describe('shares of the score', () => {
  it('go only to dimensions that have weight and a measure with weight, and add up to one', () => {
    const shares = dimensionShares(profile);
    expect(shares).toEqual({ engagement: 0.4, adoption: 0.6, satisfaction: 0, retention: 0, value: 0 });
  });

  it('of a measure are relative to the others of its dimension', () => {
    expect(measureShare(profile, 'engagement', 'active_share')).toBe(0.75);
    expect(measureShare(profile, 'value', 'key_outcomes')).toBe(0);
  });
});

describe('editing a draft', () => {
  it('changes only the place it names and leaves the original as it was', () => {
    const before = JSON.stringify(config);
    const edited = withProfile(config, 1, (each) => withDimensionWeight(each, 'value', 10));
    expect(edited.organizationProfiles[1]?.dimensions.value.weight).toBe(10);
    expect(edited.organizationProfiles[0]).toBe(config.organizationProfiles[0]);
    expect(JSON.stringify(config)).toBe(before);
    expect(sameConfig(config, edited)).toBe(false);
  });

  it('is no change once the old value is back', () => {
    const there = withProfile(config, 'user', (each) =>
      withMeasure(each, 'adoption', 'feature_breadth', { weight: 9 }),
    );
    const back = withProfile(there, 'user', (each) =>
      withMeasure(each, 'adoption', 'feature_breadth', { weight: 1 }),
    );
    expect(sameConfig(config, back)).toBe(true);
  });

  it('offers only measures of the right subject that are not in the profile yet', () => {
    expect(addableMeasures(profile, 'user')).toContain('days_since_activity');
    expect(addableMeasures(profile, 'user')).not.toContain('pulse');
    expect(addableMeasures(profile, 1)).toContain('pulse');
    expect(addableMeasures(profile, 1)).not.toContain('active_share');
  });

  it('gives a measure that comes back the breakpoints it has elsewhere', () => {
    const without = withProfile(config, 1, (each) => withoutMeasure(each, 'engagement', 'active_share'));
    const again = withAddedMeasure(without, 1, 'satisfaction', 'active_share', usualMeasures());
    expect(again.organizationProfiles[1]?.dimensions.satisfaction.measures[0]?.breakpoints).toEqual([
      [0, 0],
      [0.8, 80],
    ]);
  });

  it('gives one that stands nowhere the breakpoints of a new installation, of the right subject', () => {
    for (const target of [1, 'user'] as const) {
      const profileHere = target === 'user' ? config.userProfile : config.organizationProfiles[1];
      if (!profileHere) throw new Error('the profile is there');
      for (const id of addableMeasures(profileHere, target)) {
        const added = withAddedMeasure(config, target, 'value', id, usualMeasures());
        const where = target === 'user' ? added.userProfile : added.organizationProfiles[1];
        const measure = where?.dimensions.value.measures.find((each) => each.id === id);
        expect([target, id, measure?.breakpoints]).toEqual([target, id, expect.anything()]);
        expect(healthConfigSchema.safeParse(added).success).toBe(true);
      }
    }
    const ces = withAddedMeasure(config, 1, 'satisfaction', 'ces', usualMeasures());
    expect(ces.organizationProfiles[1]?.dimensions.satisfaction.measures.at(-1)).toMatchObject({
      id: 'ces',
      breakpoints: [
        [1, 0],
        [4, 35],
        [5, 65],
        [6, 85],
        [7, 100],
      ],
    });
    // A contact's own answer is 0 to 10, an account's NPS -100 to 100.
    const nps = (measures: { id: string; breakpoints: [number, number][] }[] | undefined) =>
      measures?.find(({ id }) => id === 'nps')?.breakpoints[0];
    const usual = usualMeasures();
    expect([nps(usual.organization), nps(usual.user)]).toEqual([
      [-100, 0],
      [0, 0],
    ]);
  });

  it('puts a new profile first, because the first that fits serves, and keeps the default last', () => {
    const added = withNewProfile(config, 'Big accounts');
    expect(added.organizationProfiles.map(({ id }) => id)).toEqual(['big-accounts', 'onboarding', 'default']);
    expect(withMovedProfile(added, 0, 1).organizationProfiles.map(({ id }) => id)).toEqual([
      'onboarding',
      'big-accounts',
      'default',
    ]);
    expect(withMovedProfile(added, 1, 1)).toBe(added);
    expect(withMovedProfile(added, 2, -1)).toBe(added);
    expect(withMovedProfile(added, 0, -1)).toBe(added);
    expect(healthConfigSchema.safeParse(added).success).toBe(true);
  });

  it('falls back to the default profile when the one picked is gone', () => {
    const added = withNewProfile(config, 'Big accounts');
    expect(targetIn(added, 2)).toBe(2);
    expect(targetIn(config, 2)).toBe(1);
    expect(targetIn(config, 'user')).toBe('user');
  });

  it('makes ids that the configuration accepts from any name', () => {
    expect(profileId('Große Kunden', [])).toBe('gro-e-kunden');
    expect(profileId('  ', [])).toBe('profile');
    expect(profileId('Default', ['default', 'default-2'])).toBe('default-3');
  });
});

describe('what keeps a draft from being saved', () => {
  it('is nothing for a good configuration', () => {
    expect(configProblems(config).size).toBe(0);
  });

  it('stands at its field in plain words', () => {
    const wrong = withProfile(config, 1, (each) =>
      withMeasure(withDimensionWeight(each, 'value', Number.NaN), 'adoption', 'feature_breadth', {
        breakpoints: [
          [1, 0],
          [0.5, 100],
        ],
        weight: 2000,
      }),
    );
    const problems = configProblems(wrong);
    expect(problems.get('organizationProfiles.1.dimensions.value.weight')).toBe('enter a number');
    expect(problems.get('organizationProfiles.1.dimensions.adoption.measures.0.weight')).toBe('at most 1000');
    expect(problems.get('organizationProfiles.1.dimensions.adoption.measures.0.breakpoints')).toBe(
      'raw values must rise from one breakpoint to the next',
    );
    expect(problemWithin(problems, 'organizationProfiles.1')).not.toBeNull();
    expect(problemWithin(problems, 'organizationProfiles.0')).toBeNull();
  });

  it('is told with its place in the words of the screen', () => {
    expect(problemPlace(config, 'bands.middle')).toBe('Bands');
    expect(problemPlace(config, 'organizationProfiles.0.name')).toBe('Onboarding');
    expect(problemPlace(config, 'organizationProfiles.1.dimensions.value.weight')).toBe(
      'Default, value realization',
    );
    expect(problemPlace(config, 'userProfile.dimensions.engagement.measures.1.breakpoints.0.1')).toBe(
      'Contacts, engagement, Active days in 28',
    );
  });

  it('names bands that stand the wrong way round', () => {
    expect(configProblems({ ...config, bands: { middle: 80, healthy: 75 } }).get('bands')).toMatch(
      /above the middle edge/,
    );
  });
});
