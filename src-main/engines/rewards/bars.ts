import type { Program } from '../../../src-preload/contract/rewards/program';
import { tierRank } from './tiers';

/** What stands in the way of an account, in the words of the company's database. */
export interface AccountForRewards {
  readonly industry: string | null;
  readonly stage: string;
  readonly segment: string | null;
  readonly leftOut: boolean;
  readonly hasConsent: boolean;
  readonly tier: string | null;
  /** What it can spend today. */
  readonly balance: number;
}

export interface ItemForRewards {
  readonly cost: number;
  readonly valueMinor: number;
  readonly stock: number | null;
  readonly taken: number;
  readonly tier: string | null;
  readonly stages: readonly string[];
  readonly segments: readonly string[];
  readonly perAccount: number | null;
  readonly perContact: number | null;
  readonly fromDay: number | null;
  readonly lastDay: number | null;
  readonly forContact: boolean;
  readonly archived: boolean;
}

/** What was redeemed in this calendar year and stands or waits. */
export interface RedeemedThisYear {
  readonly ofAccount: number;
  readonly ofContact: number;
  /** What the contact received of whatever item, in the smallest unit of the currency. */
  readonly contactMinor: number;
}

/** Why an account takes no part in rewards, as the company's database says it; null: it does. */
export function accountBar(account: AccountForRewards, program: Program | null): string | null {
  if (program?.is_on !== true) return 'are switched off';
  if (account.leftOut) return 'are not for this account: it is left out';
  const industry = account.industry === null ? null : plain(account.industry);
  if (industry !== null && program.left_out_industries.some((left) => left.toLowerCase() === industry))
    return 'are not for this account: its industry is left out';
  return account.hasConsent ? null : "need the account's consent first";
}

/** Spaces alone, as the database trims. */
function plain(text: string): string {
  return text.replace(/^ +| +$/g, '').toLowerCase();
}

/**
 * Why an account can't redeem an item, as the company's database says it; null: it can. The first that stands in the way.
 * @param contact whether one is named, who receives it @param today whole days since 1970
 */
export function itemBar(
  account: AccountForRewards,
  item: ItemForRewards,
  year: RedeemedThisYear,
  contact: boolean,
  program: Program,
  today: number,
): string | null {
  return (
    offerBar(item, today) ??
    eligibilityBar(account, item, program) ??
    limitBar(item, year, contact, program) ??
    (account.balance < item.cost ? 'costs more points than the account has' : null)
  );
}

function offerBar(item: ItemForRewards, today: number): string | null {
  if (item.archived) return 'is not offered any more';
  if (item.fromDay !== null && item.fromDay > today) return 'is not offered yet';
  return item.lastDay !== null && item.lastDay < today ? 'is not offered any more' : null;
}

function eligibilityBar(account: AccountForRewards, item: ItemForRewards, program: Program): string | null {
  const wanted = tierRank(program, item.tier);
  if (item.tier !== null && (wanted === 0 || tierRank(program, account.tier) < wanted))
    return 'is for a higher tier';
  if (item.stages.length > 0 && !item.stages.includes(account.stage))
    return 'is for accounts in another stage';
  return item.segments.length > 0 && !item.segments.includes(account.segment ?? '')
    ? 'is for another segment'
    : null;
}

function limitBar(
  item: ItemForRewards,
  year: RedeemedThisYear,
  contact: boolean,
  program: Program,
): string | null {
  if (item.stock !== null && item.taken >= item.stock) return 'is out of stock';
  if (item.perAccount !== null && year.ofAccount >= item.perAccount)
    return 'was redeemed as often as the account may in a year';
  if (item.forContact && !contact) return 'needs a contact who receives it';
  if (!item.forContact && contact) return 'is for the account, not for a contact';
  if (item.perContact !== null && year.ofContact >= item.perContact)
    return 'was redeemed as often as the contact may in a year';
  const cap = program.person_cap;
  return contact && cap !== null && year.contactMinor + item.valueMinor > cap
    ? 'would give this contact more than is allowed in a year'
    : null;
}
