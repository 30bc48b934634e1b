import type { Program } from '../../../src-preload/contract/rewards/program';
import type { AccountRewards, ItemForAccount } from '../../../src-preload/contract/rewards/rewards';
import { counted } from '../../../src-preload/contract/words';
import { type AccountForRewards, accountBar, type ItemForRewards, itemBar } from '../../engines/rewards/bars';
import { runningOut, standingOn } from '../../engines/rewards/standing';
import { nextTier, periodBegin, periodEnd } from '../../engines/rewards/tiers';
import { dayOrNull, formatDay } from '../../lib/day';
import { StewardError } from '../../lib/steward-error';
import { type ItemRow, readItem, readItems } from '../../store/rewards/read-items';
import { readEndingLots, readLedgerOf } from '../../store/rewards/read-ledger';
import { readProgram } from '../../store/rewards/read-program';
import { readRedeemed, readRedemptions } from '../../store/rewards/read-redemptions';
import {
  type RewardAccountRow,
  readReceivers,
  readRewardAccount,
  readWaitingRewards,
} from '../../store/rewards/read-reward-account';
import type { ReadDb } from '../../store/types';
import { shownRedemption } from './shown';

const gone = new StewardError(
  'not_found',
  'This account is not in your copy: it was deleted, or it left your book of business.',
);

/** How an account stands with rewards, and what it can redeem. @param today whole days since 1970 @throws StewardError not_found */
export function accountRewards(db: ReadDb, id: number, today: number): AccountRewards {
  const row = readRewardAccount(db, id);
  if (row === undefined) throw gone;
  const program = readProgram(db);
  const ledger = readLedgerOf(db, id);
  const standing = standingOn(ledger, today);
  const account = forRewards(row, standing.balance);
  const next = program === null ? null : nextTier(program, row.tier, ledger, today);
  const soon = program === null ? null : runningOut(standing, today, program.notice_days);
  const tier = program?.tiers.find(({ key }) => key === row.tier);
  return {
    externalId: row.externalId,
    bar: accountBar(account, program),
    isOn: program?.is_on === true,
    leftOut: account.leftOut,
    consent:
      row.consentDay === null
        ? null
        : { day: formatDay(row.consentDay), note: row.consentNote, by: row.consentBy },
    balance: standing.balance,
    owed: standing.owed,
    tier: tier
      ? { name: tier.name, benefits: [...tier.benefits], lastDay: dayOrNull(row.tierLastDay) }
      : null,
    next: next && { name: next.tier.name, lacks: next.lacks, untilDay: formatDay(next.untilDay) },
    runningOut: soon && { points: soon.points, lastDay: formatDay(soon.lastDay) },
    items: program === null ? [] : itemsFor(db, id, account, program, today),
    redemptions: readRedemptions(db, { group: 'all', organizationId: id, offset: 0, limit: 50 }).rows.map(
      shownRedemption,
    ),
    waiting: readWaitingRewards(db, row.externalId).map(waitingWords),
  };
}

/** Points that run out within the days of notice, of all accounts together; null: none do, or rewards are off. */
export function runningOutSoon(db: ReadDb, today: number) {
  const program = readProgram(db);
  if (program?.is_on !== true) return null;
  const lots = readEndingLots(db, today, today + program.notice_days);
  if (lots.length === 0) return null;
  return {
    accounts: new Set(lots.map(({ organizationId }) => organizationId)).size,
    points: lots.reduce((sum, { points }) => sum + points, 0),
    lastDay: formatDay(Math.min(...lots.map(({ lastDay }) => lastDay))),
    noticeDays: program.notice_days,
  };
}

/** Contacts who may receive an item, with what stands in the way of each. @throws StewardError not_found */
export function receiversOf(db: ReadDb, id: number, itemId: string, today: number) {
  const row = readRewardAccount(db, id);
  const item = readItem(db, itemId);
  if (row === undefined || item === undefined) throw gone;
  const program = readProgram(db);
  const account = forRewards(row, standingOn(readLedgerOf(db, id), today).balance);
  const redeemed = redeemedThisYear(db, id, today);
  return readReceivers(db, id).map((contact) => ({
    ...contact,
    bar: program === null ? null : itemBar(account, item, redeemed(item, contact.id), true, program, today),
  }));
}

function forRewards(row: RewardAccountRow, balance: number): AccountForRewards {
  const { industry, stage, segment, tier } = row;
  return {
    industry,
    stage,
    segment,
    tier,
    balance,
    leftOut: row.leftOut === 1,
    hasConsent: row.consentDay !== null,
  };
}

/** Of what a contact receives, the account alone is asked; whose it is comes later. */
function itemsFor(
  db: ReadDb,
  id: number,
  account: AccountForRewards,
  program: Program,
  today: number,
): ItemForAccount[] {
  const redeemed = redeemedThisYear(db, id, today);
  return readItems(db)
    .filter(({ archived }) => !archived)
    .map((item) => ({
      id: item.id,
      name: item.name,
      description: item.description,
      cost: item.cost,
      forContact: item.forContact,
      needsApproval: item.needsApproval,
      bar: itemBar(account, withoutContact(item), redeemed(item, null), false, program, today),
    }));
}

function withoutContact(item: ItemRow): ItemForRewards {
  return { ...item, forContact: false, perContact: null };
}

function redeemedThisYear(db: ReadDb, id: number, today: number) {
  const rows = readRedeemed(db, id, periodBegin(today, 12), periodEnd(today, 12));
  return (item: ItemRow, contact: number | null) => {
    const theirs = contact === null ? [] : rows.filter(({ contactId }) => contactId === contact);
    return {
      ofAccount: rows.filter(({ itemId }) => itemId === item.id).length,
      ofContact: theirs.filter(({ itemId }) => itemId === item.id).length,
      contactMinor: theirs.reduce((sum, { valueMinor }) => sum + valueMinor, 0),
    };
  };
}

function waitingWords({ kind, patch, item }: { kind: string; patch: string; item: string | null }): string {
  const { points = 0, consent } = JSON.parse(patch) as { points?: number; consent?: boolean };
  const many = counted(Math.abs(points), 'point', 'points');
  if (kind === 'reward.award') return `${many} awarded`;
  if (kind === 'reward.adjust') return `${many} ${points < 0 ? 'taken' : 'added'} as a correction`;
  if (kind === 'reward.redeem') return `${item ?? 'An item'} redeemed`;
  if (kind === 'reward.reverse') return 'Something taken back';
  return consent === undefined ? 'Whether it is left out' : consent ? 'Consent' : 'Consent withdrawn';
}
