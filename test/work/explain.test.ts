import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveConfig } from '../../src-main/actions/scores/save-config';
import { starterConfig } from '../../src-main/engines/health/starter-config';
import { clearDay, daysOf } from '../../src-main/lib/account-days/days-page';
import { breakdownOf } from '../../src-main/work/scoring/breakdown-of';
import { explainChange } from '../../src-main/work/scoring/explain-change';
import { decisionsOn } from '../support/action-context';
import { growCompany, writeCompany } from '../support/grown-company';
import { changeMonths, keptDays } from '../support/kept-days';
import { micro, sum, tenths } from '../support/points';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

const accounts = 40;
const ids = Array.from({ length: accounts }, (_, i) => i + 1);

let scored: ScoredStore;
beforeEach(async () => {
  scored = storeWithJobs(today - 28);
  writeCompany(scored.store, growCompany({ seed: 42, accounts, firstDay: today - 400, lastDay: today }));
  await scoreOn(scored, today - 28);
});
afterEach(() => scored.close());

describe('account by account', () => {
  it('the contributions in the store add up to the score exactly', async () => {
    await scoreOn(scored, today);
    const stored = new Map(storedScores().map((row) => [row.id, row]));
    expect(stored.size).toBeGreaterThan(accounts / 2);
    for (const id of ids) {
      const breakdown = breakdownOf(scored.store, id, today);
      const row = stored.get(id);
      if (row === undefined) continue;
      expect(breakdown).toMatchObject({
        score: row.score,
        confidence: row.confidence,
        band: row.band,
        profile: row.profile,
      });
      const measures = breakdown?.measures ?? [];
      expect(sum(measures.map(({ contribution }) => micro(contribution)))).toBe(
        micro(breakdown?.exactScore ?? 0),
      );
      expect(sum(measures.map(({ shownContribution }) => tenths(shownContribution)))).toBe(
        tenths(breakdown?.score ?? 0),
      );
    }
  });

  it.each([
    ['under one configuration', false],
    ['through a change of the configuration', true],
  ])('the effects add up to the change exactly, %s', async (_, changesConfig) => {
    if (changesConfig) saveHarsherConfig();
    await scoreOn(scored, today);
    const changes = ids.map((id) => explainChange(scored.store, id)).filter((change) => change !== null);
    expect(changes.length).toBeGreaterThan(accounts / 2);
    for (const change of changes) {
      expect(sum(change.effects.map(({ total }) => micro(total))) + micro(change.rules?.total ?? 0)).toBe(
        micro(change.exactTo) - micro(change.exactFrom),
      );
      for (const { value, missing, total, fromRaw, toRaw } of change.effects) {
        expect(micro(value) + micro(missing)).toBe(micro(total));
        if (fromRaw === toRaw) expect(total).toBe(0);
      }
      const shown = sum(change.effects.map(({ shownTotal }) => tenths(shownTotal)));
      expect(shown + tenths(change.rules?.shownTotal ?? 0)).toBe(
        tenths(change.toScore) - tenths(change.fromScore),
      );
    }
    const byRules = changes.filter(({ rules }) => rules !== null && rules.total !== 0);
    expect(byRules.length > 0).toBe(changesConfig || profilesChanged());
  });
});

describe('the days of an explanation', () => {
  it('are those of the nearest scores on or before the days asked for', async () => {
    const id = storedScores(today - 28)[0]?.id ?? 0;
    await scoreOn(scored, today - 10);
    await scoreOn(scored, today);
    // Nights that were missed are made up for.
    expect(explainChange(scored.store, id, today - 20, today - 5)).toMatchObject({
      from: '2026-10-29',
      to: '2026-11-13',
    });
    changeMonths(scored.store, (page) => {
      for (const day of daysOf(page)) if (![today, today - 10, today - 28].includes(day)) clearDay(page, day);
    });
    expect(explainChange(scored.store, id, today - 20, today - 5)).toMatchObject({
      from: '2026-10-21',
      to: '2026-11-08',
    });
    expect(breakdownOf(scored.store, id, today - 5)?.asOf).toBe('2026-11-08');
  });

  it('are unknown when nothing was scored by then', () => {
    expect(breakdownOf(scored.store, 1, today - 400)).toBeNull();
    expect(explainChange(scored.store, 1, today - 400, today - 300)).toBeNull();
    expect(explainChange(scored.store, 999_999)).toBeNull();
  });
});

function storedScores(asOf = today) {
  return keptDays(scored.store).flatMap(({ id, day, score }) =>
    day === asOf && score !== null ? [{ id, ...score }] : [],
  );
}

function profilesChanged(): boolean {
  const before = new Map(storedScores(today - 28).map(({ id, profile }) => [id, profile]));
  return storedScores().some(({ id, profile }) => before.has(id) && before.get(id) !== profile);
}

function saveHarsherConfig(): void {
  const config = structuredClone(starterConfig);
  for (const profile of config.organizationProfiles) {
    profile.dimensions.engagement.weight = 60;
    const [first] = profile.dimensions.adoption.measures;
    if (first) first.missing = 'poor';
  }
  saveConfig(decisionsOn(scored.store, scored.clock.now()), {
    config,
    note: 'Engagement weighs more',
    basedOn: 1,
  });
}
