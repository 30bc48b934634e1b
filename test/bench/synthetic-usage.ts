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

/** Ten users an account on average. */
export function usersOf(organization: number): number {
  return usersByTurn[organization % usersByTurn.length] ?? 0;
}

/** Ids of the users of an organization are the whole numbers from here on. */
export function firstUserOf(organization: number): number {
  const turns = usersByTurn.length;
  const wholeTurns = Math.floor((organization - 1) / turns);
  let first = 1 + wholeTurns * 60;
  for (let other = wholeTurns * turns + 1; other < organization; other++) first += usersOf(other);
  return first;
}

/** The pages of one organization (from 1), day by day; a quiet day has none. */
export function* usagePages(
  shape: UsageShape,
  organization: number,
): Generator<{ day: number; page: DailyPage }> {
  const random = createRandom(organization);
  const first = firstUserOf(organization);
  const people = Array.from({ length: usersOf(organization) }, (_, i) => drawPerson(random, first + i));
  for (let day = shape.firstDay; day < shape.firstDay + shape.days; day++) {
    const load = (day + 3) % 7 < 5 ? 1 : 0.08;
    const entries: number[] = [];
    for (const person of people) if (random.next() < person.keenness * load) work(person, random, entries);
    if (entries.length > 0) yield { day, page: pageOf(entries) };
  }
}

interface Person {
  readonly id: number;
  readonly keenness: number;
  readonly habits: readonly number[];
}

function drawPerson(random: Random, id: number): Person {
  const habits = Array.from({ length: 6 }, () => 1 + Math.floor(random.next() ** 1.7 * featureCount));
  return {
    id,
    keenness: 0.03 + 0.7 * random.next() ** 1.5,
    habits: [...new Set(habits)].sort((a, b) => a - b),
  };
}

/** Adds user, feature and events of each feature used, in the order of pages. */
function work({ id, habits }: Person, random: Random, entries: number[]): void {
  const share = 1.8 / habits.length;
  for (const feature of habits) {
    if (random.next() < share) entries.push(id, feature, 1 + Math.floor(random.next() ** 2 * 6));
  }
}

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
