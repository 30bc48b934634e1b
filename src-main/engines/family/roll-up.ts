import { childrenOnCircles } from '../../lib/circles';

/** An account of a family, as it stands now. */
export interface FamilyMember {
  readonly id: number;
  /** The account it belongs to; null where it belongs to none. */
  readonly parentId: number | null;
  /** Monthly revenue in force; 0 of who is no customer. */
  readonly mrr: number;
  readonly users: number;
  /** People active in the last 28 days; null where nobody knows. */
  readonly activeUsers: number | null;
  /** Health, 0 to 100; null where there is none or too little is known for one. */
  readonly score: number | null;
}

/** What a family is together. Each account counts once, however deep below the first it lies. */
export interface RollUp {
  readonly accounts: number;
  readonly mrr: number;
  readonly users: number;
  /** Of the accounts where it is known; null where it is known of none. */
  readonly activeUsers: number | null;
  /** Accounts whose active people nobody knows. */
  readonly withoutActive: number;
  /** Mean of the scores weighted by monthly revenue; null where no account with a score pays. */
  readonly score: number | null;
  /** Share of the revenue of those who pay that the mean rests on, 0 to 1; null without a mean. */
  readonly scoredShare: number | null;
}

/**
 * The account and all below it, the account first and each level after the one above. Links on a circle count for nothing.
 * @param members the account itself and whoever may be below it
 */
export function familyOf<Member extends Pick<FamilyMember, 'id' | 'parentId'>>(
  id: number,
  members: readonly Member[],
): Member[] {
  const parentOf = new Map(
    members.flatMap(({ id: child, parentId }): [number, number][] =>
      parentId === null ? [] : [[child, parentId]],
    ),
  );
  const onCircle = childrenOnCircles(parentOf);
  const childrenOf = Map.groupBy(
    members.filter((member) => member.parentId !== null && !onCircle.has(member.id)),
    ({ parentId }) => parentId,
  );
  const family = members.filter((member) => member.id === id);
  for (const member of family) family.push(...(childrenOf.get(member.id) ?? []));
  return family;
}

/** @param family as `familyOf` orders it @returns how many accounts are below each, by id */
export function countBelow(family: readonly Pick<FamilyMember, 'id' | 'parentId'>[]): Map<number, number> {
  const below = new Map(family.map(({ id }) => [id, 0]));
  for (const { id, parentId } of family.slice(1).reverse()) {
    if (parentId !== null) below.set(parentId, (below.get(parentId) ?? 0) + 1 + (below.get(id) ?? 0));
  }
  return below;
}

export function rollUp(family: readonly FamilyMember[]): RollUp {
  const known = family.flatMap(({ activeUsers }) => activeUsers ?? []);
  const scored = family.filter(({ score, mrr }) => score !== null && mrr > 0);
  const scoredMrr = sumOf(scored.map(({ mrr }) => mrr));
  const paid = sumOf(family.map(({ mrr }) => Math.max(mrr, 0)));
  return {
    accounts: family.length,
    mrr: sumOf(family.map(({ mrr }) => mrr)),
    users: sumOf(family.map(({ users }) => users)),
    activeUsers: known.length === 0 ? null : sumOf(known),
    withoutActive: family.length - known.length,
    score: scored.length === 0 ? null : sumOf(scored.map(({ mrr, score }) => mrr * (score ?? 0))) / scoredMrr,
    scoredShare: scored.length === 0 ? null : scoredMrr / paid,
  };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
