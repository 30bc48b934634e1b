import { and, asc, eq, gt, lte } from 'drizzle-orm';
import type { z } from 'zod';
import type { usageSchema } from '../../../src-preload/contract/account';
import { type DailyPage, unpackDailyPage } from '../../lib/activity-page';
import { atLeastPeople } from '../../lib/at-least-people';
import { formatDay, mondayOf } from '../../lib/day';
import { activityDaily } from '../schema/activity';
import { features } from '../schema/company';
import { readSetApart } from '../scores/set-apart';
import type { ReadDb } from '../types';
import { entriesOfPeople } from './pages-of-people';

type Usage = z.infer<typeof usageSchema>;
interface Page extends DailyPage {
  readonly day: number;
  readonly periodDays: number;
}

/** An account's usage over the last `days` days: a line by day (or week), and a heat map of features by week. */
export function readUsage(db: ReadDb, organizationId: number, today: number, days: number): Usage {
  const flags = readSetApart(db, organizationId);
  const apart = { machineEvents: 0, internalEvents: 0 };
  const pages = db
    .select()
    .from(activityDaily)
    .where(
      and(
        eq(activityDaily.organizationId, organizationId),
        gt(activityDaily.day, today - days),
        lte(activityDaily.day, today),
      ),
    )
    .orderBy(asc(activityDaily.day))
    .all()
    .map(
      (row): Page => ({
        ...entriesOfPeople(unpackDailyPage(row.rows, row.payload), flags, apart),
        day: row.day,
        periodDays: row.periodDays,
      }),
    );
  const step = pages.length > 0 && pages.every(({ periodDays }) => periodDays === 7) ? 'week' : 'day';
  const from = step === 'week' ? mondayOf(today - days + 7) : today - days + 1;
  return {
    step,
    points: line(pages, step === 'week' ? 7 : 1, from, today),
    ...heatMap(db, pages, mondayOf(today - days + 1), today),
    apart,
  };
}

function line(pages: readonly Page[], stepDays: 1 | 7, from: number, today: number): Usage['points'] {
  const points = new Map<number, { events: number; people: Set<number>; counted: number | null }>();
  for (let day = from; day <= today; day += stepDays)
    points.set(day, { events: 0, people: new Set(), counted: null });
  for (const page of pages) {
    const point = points.get(stepDays === 7 ? mondayOf(page.day) : page.day);
    if (point === undefined) continue;
    for (let row = 0; row < page.rows; row++) {
      point.events += page.events[row] ?? 0;
      const user = page.userId[row] ?? 0;
      if (user > 0) point.people.add(user);
      // Without users only a lower bound is known: the largest number seen behind one feature.
      else point.counted = Math.max(point.counted ?? 0, page.activeUsers[row] ?? 0);
    }
  }
  return [...points].map(([day, { events, people, counted }]) => ({
    day: formatDay(day),
    events,
    activeUsers: counted === null && stepDays === 1 ? people.size : atLeastPeople(people.size, counted ?? 0),
  }));
}

function heatMap(
  db: ReadDb,
  pages: readonly Page[],
  firstMonday: number,
  today: number,
): Pick<Usage, 'weeks' | 'features'> {
  const weeks = Math.max(1, Math.floor((mondayOf(today) - firstMonday) / 7) + 1);
  const byFeature = new Map<
    number,
    { weekly: number[]; people: Set<number>; first: number; total: number }
  >();
  for (const page of pages) {
    const week = Math.floor((mondayOf(page.day) - firstMonday) / 7);
    if (week < 0 || week >= weeks) continue;
    for (let row = 0; row < page.rows; row++) {
      const id = page.featureId[row] ?? 0;
      const known = byFeature.get(id) ?? {
        weekly: new Array<number>(weeks).fill(0),
        people: new Set<number>(),
        first: page.day,
        total: 0,
      };
      const events = page.events[row] ?? 0;
      known.weekly[week] = (known.weekly[week] ?? 0) + events;
      known.total += events;
      const user = page.userId[row] ?? 0;
      if (user > 0) known.people.add(user);
      byFeature.set(id, known);
    }
  }
  const catalogue = db
    .select()
    .from(features)
    .all()
    .filter(({ isMachine }) => isMachine !== 1);
  const rows = catalogue.map(({ featureId, name, kind }) => {
    const use = byFeature.get(featureId);
    return {
      id: featureId,
      name,
      kind,
      firstUsed: use === undefined ? null : formatDay(use.first),
      total: use?.total ?? 0,
      users: use === undefined || use.people.size === 0 ? null : use.people.size,
      weekly: use?.weekly ?? new Array<number>(weeks).fill(0),
    };
  });
  rows.sort((a, b) => b.total - a.total || a.name.localeCompare(b.name));
  return {
    weeks: Array.from({ length: weeks }, (_, week) => formatDay(firstMonday + 7 * week)),
    features: rows.slice(0, 60),
  };
}
