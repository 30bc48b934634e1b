import type { OtherMoney } from '../../../src-preload/contract/money';

/** Counted, with amounts in whole minor units. */
export interface Counted {
  accounts: number;
  arr: number;
  readonly others: OtherMoney[];
  atRisk: number;
  renewals90: number;
  openCtas: number;
  openTasks: number;
  overdueTasks: number;
}

export const countedKeys = [
  'accounts',
  'arr',
  'atRisk',
  'renewals90',
  'openCtas',
  'openTasks',
  'overdueTasks',
] as const satisfies readonly (keyof Counted)[];

/** What one owner has to look after in one segment. */
export interface PartOfBook {
  readonly ownerId: number;
  readonly segment: string | null;
  readonly load: Counted;
}

export interface SumOfBooks {
  /** Those who have customers in it: work that was given to others adds to the sums, and hides nobody. */
  readonly owners: number;
  readonly load: Counted;
}

export interface SumsOfBooks {
  /** Null: of too few. */
  readonly all: SumOfBooks | null;
  /** By name; accounts without a segment last. */
  readonly segments: readonly (SumOfBooks & { readonly segment: string | null })[];
  /** What is left of all once the segments are taken off; null where that is nothing, or there is no segment to take off. */
  readonly rest: SumOfBooks | null;
}

interface Group {
  readonly segment: string | null;
  readonly parts: readonly PartOfBook[];
  readonly owners: number;
}

/**
 * Sums over people of whom none can be told apart: each is of so many owners at least, and so is whatever is left where any of
 * them are taken off another. For the latter segments of too few are put together, and where even that is of too few, the
 * smallest of the others joins them (complementary suppression).
 * @param parts of everybody but the one who asks, who knows their own book
 * @param fewest owners of whom any sum is told
 */
export function sumsOfBooks(parts: readonly PartOfBook[], fewest: number): SumsOfBooks {
  if (ownersOf(parts) < fewest) return { all: null, segments: [], rest: null };
  const all = sumOf(parts);
  const groups = [...Map.groupBy(parts, ({ segment }) => segment)]
    .map(([segment, own]): Group => ({ segment, parts: own, owners: ownersOf(own) }))
    .toSorted(smallestFirst);
  const rest: PartOfBook[] = [];
  const told: Group[] = [];
  for (const group of groups) {
    const isTooFew = group.owners < fewest;
    const mustHide = rest.length > 0 && ownersOf(rest) < fewest;
    if (isTooFew || mustHide) rest.push(...group.parts);
    else told.push(group);
  }
  if (told.length === 0 || (rest.length > 0 && ownersOf(rest) < fewest))
    return { all, segments: [], rest: null };
  return {
    all,
    segments: told.toSorted(byName).map(({ segment, parts: own }) => ({ segment, ...sumOf(own) })),
    rest: rest.length === 0 ? null : sumOf(rest),
  };
}

function ownersOf(parts: readonly PartOfBook[]): number {
  return new Set(parts.filter(({ load }) => load.accounts > 0).map(({ ownerId }) => ownerId)).size;
}

function sumOf(parts: readonly PartOfBook[]): SumOfBooks {
  const load = noLoad();
  for (const part of parts) addLoad(load, part.load);
  return { owners: ownersOf(parts), load };
}

export function noLoad(): Counted {
  return {
    ...{ accounts: 0, arr: 0, others: [], atRisk: 0, renewals90: 0 },
    ...{ openCtas: 0, openTasks: 0, overdueTasks: 0 },
  };
}

export function addLoad(sum: Counted, load: Counted): void {
  for (const key of countedKeys) sum[key] += load[key];
  sum.others.push(...load.others);
}

/** Those of too few come first, so that what has to join them is known once all of them are there. */
function smallestFirst(left: Group, right: Group): number {
  return left.owners - right.owners || byName(left, right);
}

function byName(left: Group, right: Group): number {
  if (left.segment === null || right.segment === null)
    return Number(left.segment === null) - Number(right.segment === null);
  return left.segment < right.segment ? -1 : 1;
}
