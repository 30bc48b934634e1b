import type { TodayItem } from '../../../src-preload/contract/today';
import type { Advice } from '../risk/advice/advice';
import { adviceOnIndicators } from '../risk/advice/advice-on-facts';
import { adviceOnMainReason } from '../risk/advice/advice-on-reasons';
import {
  adviceOnChance,
  adviceOnDrop,
  adviceOnNoStart,
  adviceOnPoorScore,
  adviceOnRenewal,
  adviceOnSilence,
  adviceOnWorry,
} from '../risk/advice/advice-on-the-rest';
import type { OpenFacts, People } from '../risk/advice/open-facts';
import type { Cause } from './cause';
import { renewalWindowDays } from './findings';
import type { CtasDue, RepliesWaiting, TodayAccount } from './today-facts';
import { ctaSaid, replySaid } from './today-words';

/** What a good manager does next about the reason that is shown: one sentence with the person to call, and how it is begun. */
export function adviceOnCause(
  account: TodayAccount,
  cause: Cause,
  people: People,
  today: number,
): Pick<TodayItem, 'suggestion' | 'launch' | 'intervention'> {
  const open = openFactsOf(account, people, today);
  const { title, launch, kind } = adviceOn(account, cause, open);
  // What somebody decided to do is told also where something else presses more.
  const { ctas, replies } = account;
  const toDo = ctas === null || cause.kind === 'cta' ? '' : ` To do as well: ${ctaSaid(ctas, today)}`;
  const toAnswer =
    replies === null || cause.kind === 'reply' ? '' : ` To answer as well: ${replySaid(replies, today)}`;
  return { suggestion: `${title(open)}.${toAnswer}${toDo}`, launch, intervention: kind };
}

function adviceOn(account: TodayAccount, cause: Cause, open: OpenFacts): Advice {
  switch (cause.kind) {
    case 'fact':
      return adviceOnIndicators[cause.fact.id];
    case 'worry':
      return adviceOnWorry;
    case 'chance':
      return adviceOnMainReason(account.chance?.column ?? '') ?? adviceOnChance;
    case 'drop':
      return adviceOnDrop;
    case 'score':
      return adviceOnPoorScore;
    case 'renewal': {
      const column = cause.before === 'chance' ? (account.chance?.column ?? '') : '';
      return adviceOnRenewal(open, adviceOnMainReason(column));
    }
    case 'cta':
      return adviceOnCta(account.ctas?.first ?? null);
    case 'reply':
      return adviceOnReply(account.replies?.first ?? null);
    case 'silence':
      return account.lastActivityDay === null ? adviceOnNoStart : adviceOnSilence;
  }
}

/** A step of it may be due, and not the whole. */
function adviceOnCta(first: CtasDue['first'] | null): Advice {
  const step =
    first?.task == null ? 'Do it, then close the CTA with how it ended' : 'Do it and tick it, under CTAs';
  return {
    title: () => (first?.isOwnTask === true ? 'Do it and tick it, under Tasks' : step),
    launch: 'open_ctas',
    kind: null,
  };
}

function adviceOnReply(first: RepliesWaiting['first'] | null): Advice {
  const who = first?.name == null ? 'them' : first.isChampion ? `${first.name} (champion)` : first.name;
  return { title: () => `Answer ${who}`, launch: 'open_messages', kind: null };
}

function openFactsOf({ indicators, band, renewsOn }: TodayAccount, people: People, today: number): OpenFacts {
  return {
    indicators: new Set(indicators.map(({ id }) => id)),
    people,
    band,
    renewsIn: renewsOn === null || renewsOn - today > renewalWindowDays ? null : renewsOn - today,
  };
}
