import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setOverride, withdrawOverride } from '../../src-main/actions/scores/override';
import { setPulse } from '../../src-main/actions/scores/pulse';
import { saveConfig } from '../../src-main/actions/scores/save-config';
import { starterConfig } from '../../src-main/engines/health/starter-config';
import { instantOfDay } from '../../src-main/lib/day';
import { readAccount } from '../../src-main/store/accounts/read-account';
import { readConfigVersions } from '../../src-main/store/scores/configs';
import { readOverride } from '../../src-main/store/scores/judgements';
import { breakdownOf } from '../../src-main/work/scoring/breakdown-of';
import { previewConfig } from '../../src-main/work/scoring/preview-config';
import { standingScore } from '../../src-main/work/scoring/standing-score';
import type { HealthConfig } from '../../src-preload/contract/health-config';
import { configPreviewSchema } from '../../src-preload/contract/settings';
import { decisionsOn } from '../support/action-context';
import { growCompany, writeCompany } from '../support/grown-company';
import { noon, type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

let scored: ScoredStore;
beforeEach(async () => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, growCompany({ seed: 8, accounts: 30, firstDay: today - 300, lastDay: today }));
  await scoreOn(scored, today);
});
afterEach(() => scored.close());

const now = instantOfDay(today) + noon;
const ids = Array.from({ length: 30 }, (_, i) => i + 1);
const scoredId = () => ids.find((id) => breakdownOf(scored.store, id, today)?.asOf === '2026-11-18') ?? 0;

function save(config: HealthConfig, basedOn: number): number {
  return saveConfig(decisionsOn(scored.store, now), { config, note: 'Changed', basedOn }).version;
}

function doubledEngagement(): HealthConfig {
  const config = structuredClone(starterConfig);
  for (const profile of config.organizationProfiles) profile.dimensions.engagement.weight *= 6;
  return config;
}

describe('a configuration', () => {
  it('begins with the starter as version 1, and each one saved is the next version', () => {
    expect(readConfigVersions(scored.store.read)).toMatchObject({
      current: 1,
      versions: [{ version: 1, author: 'Steward' }],
    });
    expect(save(doubledEngagement(), 1)).toBe(2);
    expect(readConfigVersions(scored.store.read).versions.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('is not saved over one that someone else saved meanwhile', () => {
    save(doubledEngagement(), 1);
    expect(() => save(starterConfig, 1)).toThrow(/Version 2 was saved while you edited version 1/);
  });

  it('that the contract refuses is refused', () => {
    const config = structuredClone(starterConfig);
    config.bands = { middle: 80, healthy: 20 };
    expect(() => save(config, 1)).toThrow();
    expect(readConfigVersions(scored.store.read).current).toBe(1);
  });

  it('is previewed as it will be when saved, and nothing is written before', async () => {
    const before = scoresOf();
    const preview = await previewConfig(scored.store, doubledEngagement());
    expect(configPreviewSchema.parse(preview)).toEqual(preview);
    expect(scoresOf()).toEqual(before);
    save(doubledEngagement(), 1);
    await scoreOn(scored, today);
    const after = scoresOf();
    const count = (bands: Map<number, string>, band: string) =>
      [...bands.values()].filter((one) => one === band).length;
    for (const band of ['poor', 'middle', 'healthy'] as const) {
      expect(preview.before[band]).toBe(count(before, band));
      expect(preview.after[band]).toBe(count(after, band));
    }
    const moved = [...before].filter(([id, band]) => after.get(id) !== band);
    expect(preview.moves.map(({ accountId }) => accountId).toSorted()).toEqual(
      moved.map(([id]) => id).toSorted(),
    );
    expect(moved.length).toBeGreaterThan(0);
  });

  it('that changes nothing moves nobody', async () => {
    const preview = await previewConfig(scored.store, starterConfig);
    expect(preview).toMatchObject({ changedBand: 0, moves: [], before: preview.after });
  });
});

describe('an override', () => {
  const override = { score: 20, reason: 'The buyer told us', untilDay: today + 5 };
  const at = (moment: number) => decisionsOn(scored.store, moment);

  it('stands beside the computed score until its last day', async () => {
    const id = scoredId();
    const computed = breakdownOf(scored.store, id, today)?.score;
    setOverride(at(now), { account: { organizationId: id }, ...override });
    await scoreOn(scored, today);
    expect(breakdownOf(scored.store, id, today)?.score).toBe(computed);
    expect(readOverride(scored.store.read, id, today + 5)).toMatchObject({
      score: 20,
      author: 'Ann',
      until: '2026-11-23',
    });
    expect(readOverride(scored.store.read, id, today + 6)).toBeNull();
  });

  it('is its tenth and has that band, like a computed score', () => {
    setOverride(at(now), { account: { organizationId: 1 }, ...override, score: 74.96 });
    const { health } = readAccount(scored.store.read, 1, today);
    expect(health.override?.score).toBe(75);
    expect(standingScore(scored.store.read, health, null)).toMatchObject({ score: 75, band: 'healthy' });
  });

  it('replaces the one before, and can be withdrawn once', () => {
    setOverride(at(now), { account: { organizationId: 1 }, ...override });
    setOverride(at(now + 1), { account: { organizationId: 1 }, ...override, score: 90 });
    expect(readOverride(scored.store.read, 1, today)?.score).toBe(90);
    withdrawOverride(at(now + 2), { organizationId: 1 });
    expect(readOverride(scored.store.read, 1, today)).toBeNull();
    expect(() => withdrawOverride(at(now), { organizationId: 1 })).toThrow(/No override stands/);
  });

  it('that would be over, or of an account that is not there, is refused in words', () => {
    expect(() =>
      setOverride(at(now), { account: { organizationId: 1 }, ...override, untilDay: today - 1 }),
    ).toThrow(/Choose today or a later day/);
    expect(() => setOverride(at(now), { account: { organizationId: 999 }, ...override })).toThrow(
      /not in your copy/,
    );
  });
});

describe('a pulse', () => {
  it('counts in the next score', async () => {
    const id = scoredId();
    setPulse(decisionsOn(scored.store, now), {
      account: { organizationId: id },
      points: 5,
      reason: 'They are unhappy',
    });
    await scoreOn(scored, today);
    const pulse = breakdownOf(scored.store, id, today)?.measures.find((measure) => measure.id === 'pulse');
    expect(pulse).toMatchObject({ raw: 5, points: 5 });
    expect(pulse?.weight).toBeGreaterThan(0);
  });

  it('of an account that is not there is refused in words', () => {
    expect(() =>
      setPulse(decisionsOn(scored.store, now), {
        account: { organizationId: 999 },
        points: 5,
        reason: 'why',
      }),
    ).toThrow(/not in your copy/);
  });
});

function scoresOf(): Map<number, string> {
  const rows = scored.store.read
    .prepared<[], { id: number; band: string | null }>(
      'select organization_id as id, band from account_summaries where band is not null',
    )
    .all();
  return new Map(rows.map(({ id, band }) => [id, band ?? '']));
}
