import { type Family, mostChildren } from '../../../src-preload/contract/family';
import { arrOf, rounded } from '../../../src-preload/contract/words';
import { countBelow, familyOf, type RollUp, rollUp } from '../../engines/family/roll-up';
import { addOthers, othersAs } from '../../lib/other-money';
import { leadsToItself, readFamilyMembers, readParent } from '../../store/accounts/read-family';
import type { ReadDb } from '../../store/types';

/** The account's parent, its children, and what all below it is together: of the accounts in the copy alone. */
export function accountFamily(db: ReadDb, id: number, today: number): Family {
  const family = familyOf(id, readFamilyMembers(db, id, today));
  const parentId = family[0]?.parentId ?? null;
  const children = family.filter((member) => member.parentId === id && member.id !== id);
  children.sort((a, b) => b.mrr - a.mrr || a.id - b.id);
  const below = countBelow(family);
  return {
    parent: parentId === null || leadsToItself(db, id) ? null : readParent(db, parentId),
    children: children.slice(0, mostChildren).map((child) => ({
      id: child.id,
      name: child.name,
      standingText: child.standingText,
      arr: arrOf(child.mrr),
      ...othersAs('otherArr', child.otherArr),
      score: child.score,
      band: child.band,
      risk: child.risk,
      below: below.get(child.id) ?? 0,
    })),
    childCount: children.length,
    // Who has left is shown, and counts for nothing any more.
    together: family.length < 2 ? null : togetherOf(family.filter(({ isInForce }) => isInForce)),
  };
}

function togetherOf(family: ReturnType<typeof readFamilyMembers>): NonNullable<Family['together']> {
  const others = addOthers(family.flatMap(({ otherArr }) => otherArr));
  return { ...shown(rollUp(family)), ...othersAs('otherArr', others) };
}

function shown({ mrr, scoredMrr, score, ...rest }: RollUp): NonNullable<Family['together']> {
  return {
    ...rest,
    arr: arrOf(mrr),
    score: score === null ? null : rounded(score, 1),
    scoredShare: score === null ? null : scoredMrr / mrr,
  };
}
