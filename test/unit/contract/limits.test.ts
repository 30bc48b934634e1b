import { describe, expect, it } from 'vitest';
import type { ZodType } from 'zod';
import { starterConfig } from '../../../src-main/engines/health/starter-config';
import {
  accountIdInputSchema,
  setOverrideInputSchema,
  setPulseInputSchema,
  usageInputSchema,
} from '../../../src-preload/contract/account';
import {
  accountFilterSchema,
  accountListInputSchema,
  exportInputSchema,
  saveViewInputSchema,
} from '../../../src-preload/contract/accounts';
import { breakpointsSchema } from '../../../src-preload/contract/breakpoints';
import { contactListInputSchema } from '../../../src-preload/contract/contacts';
import { healthConfigSchema } from '../../../src-preload/contract/health-config';
import { jobIdInputSchema } from '../../../src-preload/contract/jobs';
import { paletteInputSchema } from '../../../src-preload/contract/palette';
import { riskInputSchema } from '../../../src-preload/contract/risk/risk-screen';
import { saveConfigInputSchema, setConnectionInputSchema } from '../../../src-preload/contract/settings';
import { todayInputSchema, todaySnoozeInputSchema } from '../../../src-preload/contract/today';
import { callErrorSchema } from '../../../src-preload/contract/wire/errors';

const text = (length: number) => 'x'.repeat(length);
const many = <T>(length: number, one: T) => Array<T>(length).fill(one);

/** A value put in place of one part of an input that is right: `a.b` names the part. */
function withPart(input: object, path: string, value: unknown): object {
  const [first = '', ...rest] = path.split('.');
  const inner: unknown = Reflect.get(input, first);
  const next = rest.length === 0 ? value : withPart(Object(inner) as object, rest.join('.'), value);
  return Object.assign(Array.isArray(input) ? [...input] : { ...input }, { [first]: next });
}

interface Part {
  readonly takes: readonly unknown[];
  readonly refuses: readonly unknown[];
}

/** Each part of an input at its edges, the rest being right. */
function holds(schema: ZodType, right: object, parts: Readonly<Record<string, Part>>): void {
  expect(schema.safeParse(right).success, 'the input itself').toBe(true);
  for (const [path, { takes, refuses }] of Object.entries(parts)) {
    const isTaken = (value: unknown) => schema.safeParse(withPart(right, path, value)).success;
    for (const value of takes) expect(isTaken(value), `${path} takes ${words(value)}`).toBe(true);
    for (const value of refuses) expect(isTaken(value), `${path} refuses ${words(value)}`).toBe(false);
  }
}

const words = (value: unknown) => JSON.stringify(value)?.slice(0, 60) ?? String(value);

/** What a person says in their own words: something, and no novel. */
const reason = (longest: number): Part => ({
  takes: ['abc', '  abc  ', text(longest)],
  refuses: ['', 'ab', '   ', 'ab   ', '\n\t\n\t', text(longest + 1), 7, null, undefined],
});
const wholeFrom = (least: number, most: number): Part => ({
  takes: [least, most],
  refuses: [least - 1, most + 1, least + 0.5, Number.NaN, Number.POSITIVE_INFINITY, String(least), null],
});
const longest = (length: number): Part => ({ takes: ['', text(length)], refuses: [text(length + 1), 7] });
const atMost = <T>(length: number, one: T, wrong: unknown): Part => ({
  takes: [[], [one], many(length, one)],
  refuses: [many(length + 1, one), [wrong], one],
});
const share: Part = { takes: [0, 0.5, 1], refuses: [-0.001, 1.001, Number.NaN, '0.5'] };
const points: Part = { takes: [0, 42.5, 100], refuses: [-0.1, 100.1, Number.NaN, null, '50'] };

describe('what the door takes and refuses', () => {
  it('an account is named by a whole number from 1', () =>
    holds(accountIdInputSchema, { id: 1 }, { id: { takes: [1, 1e9], refuses: [0, -1, 1.5, '1', null] } }));

  it('a job likewise', () =>
    holds(jobIdInputSchema, { id: 1 }, { id: { takes: [1, 7], refuses: [0, -1, 1.5, null] } }));

  it('usage is asked for from a week to two years', () =>
    holds(usageInputSchema, { id: 1, days: 28 }, { days: wholeFrom(7, 730) }));

  it('contacts come in pages', () =>
    holds(
      contactListInputSchema,
      { id: 1, offset: 0, limit: 50 },
      {
        search: longest(200),
        offset: { takes: [0, 1, 100_000], refuses: [-1, 0.5] },
        limit: wholeFrom(1, 500),
      },
    ));

  it('an override has a score, a reason and an end', () =>
    holds(
      setOverrideInputSchema,
      { id: 1, score: 50, reason: 'abc', until: '2026-12-01' },
      {
        score: points,
        reason: reason(500),
        until: {
          takes: ['2026-12-31'],
          refuses: ['', '2026-12', '31.12.2026', '2026-12-01T00:00:00Z', null, undefined],
        },
        externalId: longest(1000),
      },
    ));

  it('a pulse has points and a reason', () =>
    holds(
      setPulseInputSchema,
      { id: 1, points: 50, reason: 'abc' },
      {
        points,
        reason: reason(500),
        externalId: longest(1000),
      },
    ));

  it('accounts are narrowed by each part within its bounds', () =>
    holds(
      accountFilterSchema,
      {},
      {
        search: longest(200),
        bands: atMost(4, 'poor', 'bad'),
        riskLevels: atMost(4, 'high', 'worst'),
        trends: atMost(3, 'rising', 'up'),
        stages: atMost(5, 'growth', 'trial'),
        segments: { ...atMost(50, text(60), text(61)), takes: [[], ['Mid-market'], many(50, text(60))] },
        ownerIds: atMost(200, 7, 1.5),
        renewsWithinDays: wholeFrom(0, 1000),
        silentForDays: wholeFrom(1, 1000),
        minArr: { takes: [0, 0.5, 1e9], refuses: [-0.01, '5'] },
        maxArr: { takes: [0, 0.5, 1e9], refuses: [-0.01, '5'] },
        includeChurned: { takes: [true, false], refuses: [1, 'yes'] },
      },
    ));

  it('accounts come in pages', () =>
    holds(
      accountListInputSchema,
      { filter: {}, sort: { key: 'name', descending: false }, offset: 0, limit: 50 },
      {
        offset: wholeFrom(0, 1_000_000),
        limit: wholeFrom(1, 500),
        'sort.key': { takes: ['arr', 'activeUsers'], refuses: ['', 'password'] },
      },
    ));

  const view = { name: 'Mine', filter: {}, sort: { key: 'name', descending: false }, columns: ['name'] };
  it('a view has a name and columns', () =>
    holds(saveViewInputSchema, view, {
      name: { takes: ['M', ' M ', text(60)], refuses: ['', '   ', text(61), null, undefined] },
      columns: { ...atMost(260, text(80), text(81)), takes: [[], many(260, text(80))] },
      id: {
        takes: ['0192f3c4-0000-7000-8000-000000000000', undefined],
        // A random one (version 4) is none of ours.
        refuses: ['', 'mine', '0192f3c4-0000-4000-8000-000000000000'],
      },
    }));
  it('a name is kept without the space around it', () =>
    expect(saveViewInputSchema.parse({ ...view, name: '  Mine ' }).name).toBe('Mine'));

  it('an export has columns', () =>
    holds(exportInputSchema, view, { columns: { takes: [[]], refuses: [many(261, 'name'), [text(81)]] } }));

  it('the palette takes a query and offers up to 50', () => {
    holds(paletteInputSchema, { query: '' }, { query: longest(200), limit: wholeFrom(1, 50) });
    expect(paletteInputSchema.parse({ query: 'a' }).limit).toBe(12);
  });

  it('risk is narrowed within bounds', () =>
    holds(
      riskInputSchema,
      {},
      {
        levels: atMost(4, 'low', 'none'),
        ownerIds: atMost(200, 7, 1.5),
        segments: { takes: [many(50, text(60))], refuses: [many(51, 'a'), [text(61)]] },
        minProbability: share,
      },
    ));

  it('Today comes 200 at a time unless said otherwise', () => {
    holds(todayInputSchema, {}, { limit: wholeFrom(1, 500), ownerId: { takes: [7], refuses: [1.5, '7'] } });
    expect(todayInputSchema.parse({}).limit).toBe(200);
  });

  it('what waits has a day and a reason', () =>
    holds(
      todaySnoozeInputSchema,
      { key: 'k', until: '2026-12-01', reason: 'abc' },
      {
        key: longest(80),
        reason: reason(300),
        until: { takes: ['2027-01-01'], refuses: ['', 'tomorrow', null] },
      },
    ));

  it('a connection is an address of PostgreSQL', () =>
    holds(
      setConnectionInputSchema,
      { url: 'postgres://a@b/c' },
      {
        url: {
          takes: ['postgresql://a@b/c', `postgres://${text(1989)}`],
          refuses: ['', 'mysql://a@b/c', ' postgres://a@b/c', 'xpostgres://a', `postgres://${text(1990)}`],
        },
      },
    ));

  it('an error is no longer than a screen can say', () =>
    holds(
      callErrorSchema,
      { code: 'internal', message: 'x' },
      {
        message: longest(1000),
        code: { takes: ['offline'], refuses: ['oops', ''] },
      },
    ));
});

describe('a scoring configuration', () => {
  const first = 'organizationProfiles.0';
  it('is saved with what was changed', () =>
    holds(
      saveConfigInputSchema,
      { config: starterConfig, note: 'abc', basedOn: 1 },
      {
        note: reason(300),
        basedOn: { takes: [1, 12], refuses: [1.5, null] },
      },
    ));

  it('has bands that rise, within the score', () =>
    holds(healthConfigSchema, starterConfig, {
      bands: {
        takes: [
          { middle: 1, healthy: 99 },
          { middle: 50, healthy: 50.1 },
        ],
        refuses: [
          { middle: 50, healthy: 50 },
          { middle: 60, healthy: 50 },
          { middle: 0, healthy: 50 },
          { middle: 50, healthy: 99.1 },
        ],
      },
    }));

  it('has from 1 to 20 profiles, of which the last serves every account', () => {
    const last = starterConfig.organizationProfiles.at(-1);
    holds(healthConfigSchema, starterConfig, {
      organizationProfiles: {
        takes: [[last], many(20, last)],
        refuses: [
          [],
          many(21, last),
          [{ ...last, segments: ['Mid-market'] }],
          [{ ...last, lifecycleStages: ['growth'] }],
          [last, { ...last, segments: ['Mid-market'] }],
        ],
      },
    });
  });

  it('has profiles with a name, an id and measures that stand once', () => {
    const [profile] = starterConfig.organizationProfiles;
    if (profile === undefined) throw new Error('no profile');
    const { engagement, adoption, satisfaction, retention, value } = profile.dimensions;
    const [measure] = engagement.measures;
    const without = (dimension: typeof engagement) => ({ ...dimension, weight: 0 });
    holds(healthConfigSchema, starterConfig, {
      [`${first}.id`]: { takes: ['a', 'a-1', text(40)], refuses: ['', 'A', 'a b', 'ä', 'a_b', text(41)] },
      [`${first}.name`]: { takes: ['a', text(60)], refuses: ['', '  ', text(61)] },
      [`${first}.segments`]: { takes: [[], many(50, text(60))], refuses: [many(51, 'a'), [text(61)]] },
      [`${first}.dimensions.engagement.weight`]: { takes: [0, 1000], refuses: [-0.1, 1000.1, Number.NaN] },
      [`${first}.dimensions.engagement.measures`]: { takes: [[], [measure]], refuses: [[measure, measure]] },
      [`${first}.dimensions.adoption.measures`]: { takes: [[]], refuses: [[measure]] },
      [`${first}.dimensions.engagement.measures.0.weight`]: { takes: [0, 1000], refuses: [-0.1, 1000.1] },
      [`${first}.dimensions`]: {
        takes: [{ engagement, adoption, satisfaction, retention, value: without(value) }],
        refuses: [
          {
            engagement: without(engagement),
            adoption: without(adoption),
            satisfaction: without(satisfaction),
            retention: without(retention),
            value: without(value),
          },
        ],
      },
    });
  });

  it('has breakpoints that rise strictly, from 2 to 12 of them, with points from 0 to 100', () => {
    const rising = (count: number) => Array.from({ length: count }, (_, at) => [at, at]);
    const isTaken = (value: unknown) => breakpointsSchema.safeParse(value).success;
    expect([2, 12].map((count) => isTaken(rising(count)))).toEqual([true, true]);
    expect([0, 1, 13].map((count) => isTaken(rising(count)))).toEqual([false, false, false]);
    expect(
      isTaken([
        [-0.2, 100],
        [-0.05, 0],
      ]),
    ).toBe(true);
    for (const wrong of [
      [
        [0, 10],
        [0, 20],
      ],
      [
        [0, 10],
        [1, 20],
        [1, 30],
      ],
      [
        [1, 10],
        [0, 20],
      ],
      [
        [0, -0.1],
        [1, 20],
      ],
      [
        [0, 0],
        [1, 100.1],
      ],
      [
        [0, 0],
        [Number.NaN, 50],
      ],
    ]) {
      expect(isTaken(wrong), JSON.stringify(wrong)).toBe(false);
    }
  });
});
