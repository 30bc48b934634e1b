import { createActivityState, resetActivityState } from '../../src-main/engines/activity/activity-state';
import { knownThrough } from '../../src-main/engines/activity/knowledge';
import { eventsIn, lastDays } from '../../src-main/engines/activity/windows';
import { isCustomerOn, lifeOf } from '../../src-main/engines/health/account-life';
import { commercialFacts } from '../../src-main/engines/health/commercial-facts';
import { compileConfig } from '../../src-main/engines/health/compile-config';
import { measureDay } from '../../src-main/engines/health/measure-day';
import { measureIds } from '../../src-main/engines/health/measures';
import { createRawMeasures, rawsOf, setRaw } from '../../src-main/engines/health/raw-measures';
import { scoreAccounts } from '../../src-main/engines/health/score-accounts';
import { starterConfig } from '../../src-main/engines/health/starter-config';
import { hasDeparted } from '../../src-main/engines/life/departures';
import { spellsOf } from '../../src-main/engines/life/spells';
import { type AreaInterval, clusteredArea } from '../../src-main/engines/risk/model/clustered-area';
import { readOrganizationIds } from '../../src-main/store/accounts/organization-ids';
import { readFirstPageDay } from '../../src-main/store/scores/activity';
import { readAccountBatch } from '../../src-main/store/scores/batch';
import { readCompanyFacts } from '../../src-main/store/scores/company-facts';
import type { ReadDb } from '../../src-main/store/types';
import { foldOpenDay, foldThrough, openPages } from '../../src-main/work/scoring/page-cursor';
import { scoringDay } from '../../src-main/work/scoring/scoring-day';
import { planOfUse } from './plan-of-use';

/** A customer on a day, four weeks after the one before: what was known then, and how long it stayed. */
interface Origin {
  readonly id: number;
  /** What ranks: the higher, the safer. NaN where it is not known. */
  readonly score: number;
  readonly activity: number;
  readonly measures: Float64Array;
  /** Days until it left; infinite where it did not. */
  readonly daysLeft: number;
  /** Days ahead of which it is known whether it left. */
  readonly daysKnown: number;
}

export interface HealthRanks {
  readonly days: number;
  readonly health: AreaInterval;
  readonly activity: AreaInterval;
  readonly measures: readonly { readonly id: string; readonly area: number }[];
}

/** Measures of which more is worse. */
const worse: ReadonlySet<string> = new Set([
  'days_since_activity',
  'tickets_per_seat',
  'severe_tickets',
  'payment_failures',
]);
const step = 28;
const fewestLeft = 10;

/**
 * How health by the starter configuration, the events of 28 days and each measure alone rank who leaves within 30 and 90 days:
 * areas with intervals by account, of customers every four weeks of the whole past. Measured from the pages as a night does.
 */
export function healthRanks(db: ReadDb): HealthRanks[] {
  const origins = originsOf(db);
  return [30, 90].flatMap((days) => {
    const known = origins.filter(({ daysKnown, score }) => daysKnown >= days && score >= 0);
    const areaOf = (of: (origin: Origin) => number) => {
      const own = known.filter((origin) => !Number.isNaN(of(origin)));
      const left = Float64Array.from(own, ({ daysLeft }) => (daysLeft <= days ? 1 : 0));
      if (left.reduce((sum, one) => sum + one, 0) < fewestLeft) return null;
      return clusteredArea(
        Float64Array.from(own, (origin) => -of(origin)),
        left,
        Int32Array.from(own, ({ id }) => id),
      );
    };
    const [health, activity] = [areaOf(({ score }) => score), areaOf((origin) => origin.activity)];
    if (health === null || activity === null) return [];
    const measures = measureIds.flatMap((id, at) => {
      const sign = worse.has(id) ? -1 : 1;
      const found = areaOf(({ measures: own }) => sign * (own[at] as number));
      return found === null ? [] : [{ id, area: found.area }];
    });
    return [{ days, health, activity, measures }];
  });
}

function originsOf(db: ReadDb): Origin[] {
  const today = scoringDay(db, Date.now());
  if (today === null) throw new Error('the copy is not whole');
  const through = today - 1;
  const company = readCompanyFacts(db);
  const config = compileConfig(1, starterConfig);
  const state = createActivityState();
  const planOf = planOfUse(db);
  const origins: Origin[] = [];
  for (const id of readOrganizationIds(db, 0, Number.MAX_SAFE_INTEGER)) {
    const from = readFirstPageDay(db, id);
    if (from === undefined) continue;
    const read = readAccountBatch(db, [id]);
    const batch = { ...read, plans: new Map([[0, [planOf(id, read.createdDay[0] as number)]]]) };
    const spells = spellsOf(lifeOf(batch, 0), through);
    const began = Math.max(from, batch.createdDay[0] as number) + 7;
    resetActivityState(state);
    const pages = openPages(db, id, 0, today);
    for (let day = through - step * Math.floor((through - began) / step); day < through; day += step) {
      foldThrough(db, pages, state, day - 1);
      if (!isCustomerOn(batch, 0, day, false)) continue;
      const activity = eventsIn(state, lastDays(28, knownThrough(state, day)));
      const raws = createRawMeasures(1);
      const commercial = commercialFacts(batch.subscriptions, 0, day, company);
      const subject = { company, batch, account: 0, asOf: day, commercial, state, raws };
      const facts = measureDay(subject, () => foldOpenDay(db, pages, state, day), null);
      const measures = rawsOf(raws, 0);
      // Nobody gave these accounts a plan: it is ranked alone, and no part of their health.
      setRaw(raws, 'milestones_on_pace', 0, Number.NaN);
      const measured = { asOf: day, batch, raws, contactRaws: createRawMeasures(0), facts: [facts] };
      const { scores } = scoreAccounts(config, measured, false);
      const spell = spells.find((own) => own.from <= day && (own.to === 0 || own.to >= day));
      const end = spell?.to ?? 0;
      const isOver = spell !== undefined && end > 0 && end <= through;
      const left = isOver && hasDeparted(spell, through);
      origins.push({
        id,
        score: scores.score[0] as number,
        activity,
        measures,
        daysLeft: left ? end - day : Number.POSITIVE_INFINITY,
        daysKnown: (isOver && !left ? end : through) - day,
      });
    }
  }
  return origins;
}
