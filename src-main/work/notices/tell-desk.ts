import { isDeepStrictEqual } from 'node:util';
import type { RiskLevel } from '../../../src-preload/contract/domain';
import { counted } from '../../../src-preload/contract/words';
import { companyCalendar } from '../../store/copy/company-calendar';
import { readOwnManager } from '../../store/copy/membership';
import {
  type Fresh,
  lastRows,
  readApprovalsAfter,
  readDeskNotices,
  readRepliesAfter,
  readStandingRisks,
  readToldOfDesk,
  type StandingRisk,
  type Told,
  writeToldOfDesk,
} from '../../store/desk/notices';
import { type MentionRow, mentionsWaitFrom, readMentionRows } from '../../store/notes/mentions';
import type { Store } from '../../store/types';
import { writeTransaction } from '../../store/write-transaction';
import type { DesktopNotice } from '../triggers/tell-owner';

const ranks: Readonly<Record<string, number>> = { low: 0, medium: 1, high: 2, critical: 3 };
const isRisk = (level: RiskLevel) => level === 'high' || level === 'critical';

/**
 * What the login is told of its own accounts: those that came into high or critical risk, messages that ask first, and replies;
 * and of notes about any account in which colleagues mention it; several of a kind in one notice, each thing once. What was there when this desktop began to look is no news.
 * @param now milliseconds since 1970 @param today by which a score set by hand holds
 */
export function tellDesk(store: Store, now: number, today: number): DesktopNotice[] {
  const manager = readOwnManager(store.read);
  if (manager === null) return [];
  const told = readToldOfDesk(store.read);
  const risks = readStandingRisks(store.read, manager, today);
  const calendar = companyCalendar(store.read);
  const mentions = readMentionRows(store.read, calendar, today);
  const next = {
    ...toldNow(told, risks, lastRows(store.read)),
    mentions: mentionsToldNow(told, mentions, mentionsWaitFrom(calendar, today)),
  };
  const { kinds } = readDeskNotices(store.read);
  const notices =
    told === null
      ? []
      : [
          ...(kinds.includes('risk')
            ? riskNotices(
                risks.filter((risk) => isNews(risk, told)),
                told,
              )
            : []),
          ...(kinds.includes('approvals')
            ? approvalNotices(readApprovalsAfter(store.read, manager, told.approvals, now))
            : []),
          ...(kinds.includes('replies')
            ? replyNotices(readRepliesAfter(store.read, manager, told.replies))
            : []),
          ...(kinds.includes('mentions')
            ? mentionNotices(mentions.filter((mention) => isNewMention(mention, told)))
            : []),
        ];
  if (!isDeepStrictEqual(next, told))
    writeTransaction(store, 'notices.told', (tx) => writeToldOfDesk(tx, next));
  return notices;
}

/** What is not there for a while, as in the middle of a load, is remembered as it was. */
function toldNow(
  told: Told | null,
  risks: readonly StandingRisk[],
  rows: Pick<Told, 'approvals' | 'replies'>,
): Omit<Told, 'mentions'> {
  const levels = Object.fromEntries(risks.map(({ id, level }) => [String(id), level]));
  return {
    approvals: rows.approvals || (told?.approvals ?? 0),
    replies: rows.replies || (told?.replies ?? 0),
    risk: { ...told?.risk, ...levels },
  };
}

/** One of which nothing was known before is none: it came with its owner, or with its first score. */
function isNews({ id, level, isSwitched }: StandingRisk, told: Told): boolean {
  const before = ranks[told.risk[String(id)] ?? ''];
  return before !== undefined && isRisk(level) && (ranks[level] ?? 0) > before && isSwitched === 0;
}

/** As long as they wait: a note that is not there for a while is none of a second time. */
function mentionsToldNow(
  told: Told | null,
  mentions: readonly MentionRow[],
  from: number,
): Readonly<Record<string, number>> {
  const before = Object.entries(told?.mentions ?? {}).filter(([, since]) => since >= from);
  const now = mentions.map(({ noteId, since }) => [noteId, since] as const);
  return Object.fromEntries([...now, ...before]);
}

/** Each note once, whatever becomes of its words. */
function isNewMention({ noteId }: MentionRow, { mentions }: Told): boolean {
  return mentions !== null && !Object.hasOwn(mentions, noteId);
}

function riskNotices(news: readonly StandingRisk[], told: Told): DesktopNotice[] {
  const [first, ...others] = news;
  if (first === undefined) return [];
  if (others.length === 0)
    return [
      {
        title: `${first.account}: ${first.level} risk`.slice(0, 200),
        body: `It stood at ${told.risk[String(first.id)]} before.`,
        to: `/accounts/${first.id}`,
      },
    ];
  return [
    {
      title: `${counted(news.length, 'account')} came into risk`,
      body: listed(news.map(({ account, level }) => `${account} (${level})`)),
      to: '/risk',
    },
  ];
}

function approvalNotices(fresh: readonly Fresh[]): DesktopNotice[] {
  if (fresh.length === 0) return [];
  const title =
    fresh.length === 1 ? 'A message asks before it goes' : `${fresh.length} messages ask before they go`;
  return [{ title, body: listed(fresh.map(whose)), to: '/interventions' }];
}

function replyNotices(fresh: readonly Fresh[]): DesktopNotice[] {
  const [first, ...others] = fresh;
  if (first === undefined) return [];
  if (others.length === 0)
    return [
      {
        title: `${first.contact ?? 'Somebody'} wrote back`.slice(0, 200),
        body: first.account.slice(0, 500),
        to: `/accounts/${first.organizationId}`,
      },
    ];
  return [{ title: `${fresh.length} replies`, body: listed(fresh.map(whose)), to: '/interventions' }];
}

function mentionNotices(fresh: readonly MentionRow[]): DesktopNotice[] {
  const [first, ...others] = fresh;
  if (first === undefined) return [];
  const { by, account, accountId, noteId } = first;
  if (others.length === 0)
    return [
      {
        title: `${by} mentions you`.slice(0, 200),
        body: account.slice(0, 500),
        to: `/accounts/${accountId}?tab=notes&note=${noteId}`,
      },
    ];
  return [
    {
      title: `${fresh.length} notes mention you`,
      body: listed(fresh.map((one) => `${one.by} (${one.account})`)),
      to: '/',
    },
  ];
}

function whose({ contact, account }: Fresh): string {
  return contact === null ? account : `${contact} (${account})`;
}

function listed(names: readonly string[]): string {
  const different = [...new Set(names)];
  return `${different.slice(0, 3).join(', ')}${different.length > 3 ? ', …' : ''}`.slice(0, 500);
}
