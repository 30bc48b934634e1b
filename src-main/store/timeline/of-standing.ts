/** How an account's standing moved: its level of risk, its use, and the weeks of its score. */
import type { RiskLevel } from '../../../src-preload/contract/domain';
import type { PlacedFact } from '../../engines/timeline/timeline-fact';
import { daysOf, factOn } from '../../lib/account-days/days-page';
import { mondayOf, monthOf } from '../../lib/day';
import { monthsBackward } from '../scores/account-days';
import { readScoresBackward, type StoredScore } from '../scores/past-scores';
import type { ReadDb } from '../types';
import { placed, rowsByDay, type TimelineScope, type TimelineSource } from './source';

const previousLevel = `(select p.level from risk_assessment_history p
  where p.organization_id = h.organization_id and p.as_of < h.as_of order by p.as_of desc limit 1)`;

export const risksSource: TimelineSource = {
  kind: 'risk',
  neverByPeople: true,
  neverOfContacts: true,
  read: (db, scope) =>
    rowsByDay<{ from: RiskLevel; to: RiskLevel }>(
      db,
      {
        select: `${previousLevel} as "from", h.level as "to", null as author`,
        of: `risk_assessment_history h where h.organization_id = @organizationId and h.level <> ${previousLevel}`,
        at: 'h.as_of',
        key: `('risk ' || h.as_of)`,
      },
      scope,
    ).map(({ from, to, ...row }) => placed(row, { kind: 'risk', from, to }, { isWholeDay: true })),
};

/** A score of a week's end, and that of the end of a week before it. */
export interface ScoredWeek {
  readonly at: number;
  readonly key: string;
  readonly before: StoredScore;
  readonly after: StoredScore;
}

/** A week's movement is told from a point on, or where the band changed. */
const toldPoints = 1;

/**
 * The weeks in which the score moved, the latest first: the last explained score of each week against that of the week
 * before it that has one. What the movement is made of is left to who explains it.
 */
export function readScoredWeeks(
  db: ReadDb,
  { organizationId, before: place, calendar, limit }: TimelineScope,
): ScoredWeek[] {
  const weeks: ScoredWeek[] = [];
  const upTo = calendar.dayOf(place.at) + weekDays;
  let after: StoredScore | null = null;
  for (const score of readScoresBackward(db, organizationId, upTo)) {
    if (after !== null && mondayOf(score.asOf) === mondayOf(after.asOf)) continue;
    if (after !== null && hasMoved(score, after)) {
      const week = { at: calendar.startOf(after.asOf), key: `score ${after.asOf}`, before: score, after };
      if (isBehind(week, place)) weeks.push(week);
      if (weeks.length === limit) break;
    }
    after = score;
  }
  return weeks;
}

function hasMoved(before: StoredScore, after: StoredScore): boolean {
  const moved = Math.abs(Math.round(10 * after.score) - Math.round(10 * before.score));
  return moved >= 10 * toldPoints || before.band !== after.band;
}

const weekDays = 7;
/** A movement of use is told from that share on, and where that many events at least make it. */
const toldShare = 0.3;
const toldEvents = 20;

/** Weeks whose use was much more or less than that of the week before, as it was known at their ends. */
export const useSource: TimelineSource = {
  kind: 'use',
  neverByPeople: true,
  neverOfContacts: true,
  read(db, { organizationId, before: place, calendar, limit }) {
    const found: PlacedFact[] = [];
    const totals: { day: number; events: number }[] = [];
    for (const sunday of sundaysBackward(db, organizationId, calendar.dayOf(place.at))) {
      totals.unshift(sunday);
      const [first, second, third] = totals;
      if (first === undefined || second === undefined || third === undefined) continue;
      totals.pop();
      if (third.day - second.day !== weekDays || second.day - first.day !== weekDays) continue;
      const [before, events] = [second.events - first.events, third.events - second.events];
      const entry = placed(
        {
          at: calendar.startOf(third.day),
          key: `use ${third.day}`,
          contactId: null,
          contactName: null,
          author: null,
        },
        { kind: 'use', events, before },
        { isWholeDay: true },
      );
      if (isTold(before, events) && isBehind(entry, place)) found.push(entry);
      if (found.length === limit) break;
    }
    return found;
  },
};

function isTold(before: number, events: number): boolean {
  const moved = Math.abs(events - before);
  return moved >= toldEvents && moved >= toldShare * before;
}

/** All events of people ever as they were known on each Sunday, the latest first. */
function* sundaysBackward(db: ReadDb, organizationId: number, upTo: number) {
  for (const page of monthsBackward(db, organizationId, monthOf(upTo))) {
    for (const day of daysOf(page).reverse()) {
      const events = factOn(page, day, 'events');
      if (day <= upTo && mondayOf(day) + weekDays - 1 === day && !Number.isNaN(events)) yield { day, events };
    }
  }
}

function isBehind(
  { at, key }: { readonly at: number; readonly key: string },
  place: TimelineScope['before'],
) {
  return at < place.at || (at === place.at && key < place.key);
}
