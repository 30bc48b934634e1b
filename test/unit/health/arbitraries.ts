import fc from 'fast-check';
import { measureIds as idsByPlace } from '../../../src-main/engines/health/measures';
import {
  type HealthConfig,
  type MeasureConfig,
  measureIds,
  type Profile,
} from '../../../src-preload/contract/health-config';

const breakpoints = fc
  .uniqueArray(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 6 })
  .chain((raws) =>
    fc.tuple(
      fc.constant(raws.toSorted((left, right) => left - right)),
      fc.array(fc.double({ min: 0, max: 100, noNaN: true }), {
        minLength: raws.length,
        maxLength: raws.length,
      }),
    ),
  )
  .map(([raws, points]) => raws.map((raw, i): [number, number] => [raw, points[i] ?? 0]));

const weight = fc.oneof(fc.integer({ min: 0, max: 10 }), fc.double({ min: 0, max: 1000, noNaN: true }));

/** Any profile that the contract allows, each measure in any dimension or in none. */
export const anyProfile: fc.Arbitrary<Profile> = fc
  .record({
    id: fc.constantFrom('first', 'second', 'third'),
    dimensionWeights: fc.array(fc.oneof(weight, fc.constant(20)), { minLength: 5, maxLength: 5 }),
    measures: fc.array(
      fc.record({
        place: fc.integer({ min: 0, max: 5 }),
        weight,
        breakpoints,
        missing: fc.constantFrom('skip', 'neutral', 'poor'),
      }),
      { minLength: measureIds.length, maxLength: measureIds.length },
    ),
  })
  .filter(({ dimensionWeights }) => dimensionWeights.some((value) => value > 0))
  .map(({ id, dimensionWeights, measures }) => {
    const dimension = (place: number) => ({
      weight: dimensionWeights[place] ?? 0,
      measures: measures.flatMap((measure, at): MeasureConfig[] =>
        measure.place === place
          ? [
              {
                id: measureIds[at] ?? 'nps',
                weight: measure.weight,
                breakpoints: measure.breakpoints,
                missing: measure.missing,
              },
            ]
          : [],
      ),
    });
    return {
      id,
      name: id,
      lifecycleStages: [],
      segments: [],
      dimensions: {
        engagement: dimension(0),
        adoption: dimension(1),
        satisfaction: dimension(2),
        retention: dimension(3),
        value: dimension(4),
      },
    };
  });

/** Raw values of one subject, some of them unknown. */
export const anyRaws: fc.Arbitrary<Float64Array> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.double({ min: -120, max: 120, noNaN: true }) },
      { weight: 1, arbitrary: fc.constant(Number.NaN) },
    ),
    {
      minLength: measureIds.length,
      maxLength: measureIds.length,
    },
  )
  .map((values) => Float64Array.from(values));

export function configOf(profile: Profile): HealthConfig {
  return {
    bands: { middle: 50, healthy: 75 },
    enoughKnown: 0,
    organizationProfiles: [profile],
    userProfile: profile,
  };
}

/** A profile of a few measures, each `[id, weight, missing rule]`, all in the first dimension, points = raw value. */
export function plainProfile(
  ...measures: [MeasureConfig['id'], number, MeasureConfig['missing']][]
): Profile {
  const empty = { weight: 0, measures: [] };
  return {
    id: 'plain',
    name: 'Plain',
    lifecycleStages: [],
    segments: [],
    dimensions: {
      engagement: {
        weight: 1,
        measures: measures.map(([id, weight, missing]) => ({
          id,
          weight,
          missing,
          breakpoints: [
            [0, 0],
            [100, 100],
          ],
        })),
      },
      adoption: empty,
      satisfaction: empty,
      retention: empty,
      value: empty,
    },
  };
}

/** Raw values by measure; the others unknown. */
export function rawsWith(values: Partial<Record<MeasureConfig['id'], number>>): Float64Array {
  return Float64Array.from(idsByPlace, (id) => values[id] ?? Number.NaN);
}
