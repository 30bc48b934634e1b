import type { RiskIndicator } from '../../../src-preload/contract/domain';
import type { TodayKind } from '../../../src-preload/contract/today';
import { openBeforeRenewal } from '../risk/advice/advice-on-the-rest';
import { chanceLift, isDear, worryOf } from '../risk/headline/headline';
import type { TodayAccount } from './today-facts';

/** Why an account is on Today: what its sentence says, and what its advice answers. */
export type Cause =
  | { readonly kind: 'fact'; readonly fact: RiskIndicator }
  | { readonly kind: 'worry' }
  /** The churn model, with what raises the chance where anything does. */
  | { readonly kind: 'chance' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'score' }
  /** With what has to be settled before it is talked about. */
  | { readonly kind: 'renewal'; readonly before: RiskIndicator | 'chance' | null }
  | { readonly kind: 'silence' }
  /** Something that somebody has set themselves, or a rule them, to do. */
  | { readonly kind: 'cta' }
  /** Somebody wrote back, or something else waits for the manager. */
  | { readonly kind: 'reply' | 'approval' | 'unsettled' | 'stuck' | 'celebration' | 'set_back' | 'mention' };

/** A fall of so many points is told where nothing else explains a level. */
const tellingFall = -5;

/** The cause behind a kind of finding. */
export function causeOf(account: TodayAccount, kind: TodayKind): Cause {
  switch (kind) {
    case 'at_risk':
      return causeOfLevel(account);
    case 'score_drop':
      return { kind: 'drop' };
    case 'leaving':
      return factOr(account, 'notice_given', { kind: 'score' });
    case 'ended':
      return factOr(account, 'subscriptions_ended', { kind: 'score' });
    case 'urgent_ticket':
      return factOr(account, 'urgent_ticket_open', { kind: 'score' });
    case 'worry':
      return { kind: 'worry' };
    case 'renewal':
      return { kind: 'renewal', before: beforeRenewal(account) };
    case 'cta':
    case 'reply':
    case 'approval':
    case 'unsettled':
    case 'stuck':
    case 'celebration':
    case 'set_back':
    case 'mention':
      return { kind };
    case 'silent':
      return factOr(account, 'all_users_idle', { kind: 'silence' });
  }
}

/** What made the level: what somebody said, what happened, what the model says, a fall, what is to watch, the score. */
function causeOfLevel(account: TodayAccount): Cause {
  const { indicators, pulse, chance, change28 } = account;
  const serious = indicators.find(({ severity }) => severity === 'serious');
  if (pulse !== null && worryOf(pulse.points) !== null) return { kind: 'worry' };
  if (serious !== undefined) return { kind: 'fact', fact: serious };
  if (chance !== null && chanceLift(chance) > 0) return { kind: 'chance' };
  if (change28 !== null && change28 <= tellingFall) return { kind: 'drop' };
  const [watched] = indicators;
  if (watched !== undefined) return { kind: 'fact', fact: watched };
  return account.band !== 'poor' && chance !== null && isDear(chance)
    ? { kind: 'chance' }
    : { kind: 'score' };
}

/** The most pressing open fact; else what the model reads against the account, unless that is only its term or its age. */
function beforeRenewal({ indicators, chance }: TodayAccount): RiskIndicator | 'chance' | null {
  const id = openBeforeRenewal.find((wanted) => indicators.some((own) => own.id === wanted));
  const fact = indicators.find((own) => own.id === id);
  if (fact !== undefined) return fact;
  const isRaised = chance !== null && chance.reason !== null && chance.p90 > chance.book.mean90;
  return isRaised && chance.column !== 'term' && chance.column !== 'age' ? 'chance' : null;
}

function factOr({ indicators }: TodayAccount, id: RiskIndicator['id'], other: Cause): Cause {
  const fact = indicators.find((indicator) => indicator.id === id);
  return fact === undefined ? other : { kind: 'fact', fact };
}
