import type { DailyPage } from '../../src-main/lib/activity-page';
import { createRandom, type Random } from '../../src-main/lib/statistics/random';

/** Usage of made-up accounts: working weeks, people of very different habits, a skewed choice of features. */
export interface UsageShape {
  readonly organizations: number;
  /** First day, whole days since 1970. */
  readonly firstDay: number;
  readonly days: number;
}

export const featureCount = 20;
export const featureKind = (feature: number) => (feature <= 8 ? 'core' : feature <= 13 ? 'outcome' : 'other');

const usersByTurn = [2, 3, 5, 8, 12, 30];
const usersOfTurn = usersByTurn.reduce((sum, users) => sum + users, 0);

/** Ten users an account on average. */
export function usersOf(organization: number): number {
  return usersByTurn[(organization - 1) % usersByTurn.length] ?? 0;
}

/** Ids of the users of an organization are the whole numbers from here on. */
export function firstUserOf(organization: number): number {
  const place = organization - 1;
  const inTurn = usersByTurn.slice(0, place % usersByTurn.length).reduce((sum, users) => sum + users, 0);
  return 1 + Math.floor(place / usersByTurn.length) * usersOfTurn + inTurn;
}

/** The pages of one organization (from 1), day by day; a quiet day has none. */
export function* usagePages(
  { firstDay, days }: UsageShape,
  organization: number,
): Generator<{ day: number; page: DailyPage }> {
  const people = peopleOf(organization);
  for (let day = firstDay; day < firstDay + days; day++) {
    const page = pageOfDay(people, organization, day);
    if (page.rows > 0) yield { day, page };
  }
}

/** The page of any one day; it may be empty. */
export function usageOn(organization: number, day: number): DailyPage {
  return pageOfDay(peopleOf(organization), organization, day);
}

interface Person {
  readonly id: number;
  readonly keenness: number;
  readonly habits: readonly number[];
}

function peopleOf(organization: number): Person[] {
  const random = createRandom(organization);
  const first = firstUserOf(organization);
  return Array.from({ length: usersOf(organization) }, (_, i) => drawPerson(random, first + i));
}

function drawPerson(random: Random, id: number): Person {
  const habits = Array.from({ length: 6 }, () => 1 + Math.floor(random.next() ** 1.7 * featureCount));
  const ordered = [...new Set(habits)].sort((a, b) => a - b);
  return { id, keenness: 0.03 + 0.7 * random.next() ** 1.5, habits: ordered };
}

function pageOfDay(people: readonly Person[], organization: number, day: number): DailyPage {
  const random = createRandom(day * 2 ** 20 + organization);
  const load = (day + 3) % 7 < 5 ? 1 : 0.08;
  const entries: number[] = [];
  for (const { id, keenness, habits } of people) {
    if (random.next() >= keenness * load) continue;
    const share = 1.8 / habits.length;
    for (const feature of habits) {
      if (random.next() < share) entries.push(id, feature, 1 + Math.floor(random.next() ** 2 * 6));
    }
  }
  return pageOf(entries);
}

/** @param entries user, feature and events, again and again, in the order of pages */
function pageOf(entries: readonly number[]): DailyPage {
  const rows = entries.length / 3;
  const column = (at: number) => Int32Array.from({ length: rows }, (_, row) => entries[row * 3 + at] ?? 0);
  return {
    rows,
    userId: column(0),
    featureId: column(1),
    events: column(2),
    activeUsers: new Int32Array(rows).fill(-1),
    value: new Float64Array(rows),
  };
}
