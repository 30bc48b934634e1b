import type { Movement } from '../../lib/book-movement';
import { knownThrough, lastUseOf } from '../activity/knowledge';
import { organizationWeek, type WeekBesideUsual } from '../activity/usual-week';
import type { AccountSubject } from './account-subject';
import { takeAgainstBook } from './book-measures';
import type { CommercialFacts } from './commercial-facts';
import { measureContactHabits, measureHabits } from './habit-measures';
import { measurePlans } from './plan-pace';
import {
  atLeastActiveContacts,
  measureContactPresence,
  measurePresence,
  presenceDay,
} from './presence-measures';
import type { RawMeasures } from './raw-measures';
import { measureRegularUse } from './regular-use';
import { measureContactVoice, measureStanding } from './standing-measures';
import { type SupportFacts, supportFacts } from './voice-facts';

/** What is known of an account as of a day, besides its raw values. */
export interface AccountFacts {
  readonly commercial: CommercialFacts;
  readonly support: SupportFacts;
  /** 0 when there never was any activity. */
  readonly lastActivityDay: number;
  /** The day up to which activity is known. */
  readonly activityKnownThrough: number;
  /** The last seven whole days of use beside the weeks before; null while the habit is too young. */
  readonly week: WeekBesideUsual | null;
  /** What the account's habits were taken against. */
  readonly movement: Movement | null;
  /** Contacts active in the last 28 days, at least; NaN when not known. */
  readonly activeUsers: number;
  /** All events ever, as of the day. */
  readonly events: number;
}

/**
 * Measures one account and its contacts as of a day. Only what lies on or before that day is read.
 * @param subject its state is folded through the day before `asOf`, and through `asOf` afterwards
 * @param foldDay folds the counts of `asOf` itself
 * @param contactRaws raw values by row of the batch's contacts; null when contacts aren't wanted
 */
export function measureDay(
  subject: AccountSubject,
  foldDay: () => void,
  contactRaws: RawMeasures | null,
): AccountFacts {
  const { state, batch, account, asOf, commercial } = subject;
  const lastDay = knownThrough(state, asOf);
  const week = organizationWeek(state, lastDay);
  const movement = subject.company.movements.of(batch.segment[account] ?? null, lastDay);
  measureHabits(subject, week);
  if (contactRaws !== null) measureContactHabits(subject, contactRaws);
  foldDay();
  measurePresence(subject);
  measureRegularUse(subject, movement);
  const support = supportFacts(batch.tickets, account, asOf);
  takeAgainstBook(subject.raws, account, movement);
  measureStanding(subject, support);
  measurePlans(subject);
  if (contactRaws !== null) {
    measureContactPresence(subject, contactRaws);
    const end = batch.contacts.start[account + 1] as number;
    for (let row = batch.contacts.start[account] as number; row < end; row++)
      takeAgainstBook(contactRaws, row, movement);
    measureContactVoice(subject, contactRaws);
  }
  const lastActivityDay = lastUseOf(state, batch.createdDay[account] as number);
  return {
    commercial,
    support,
    lastActivityDay,
    activityKnownThrough: presenceDay(state, asOf),
    week,
    movement,
    activeUsers: lastActivityDay === 0 ? Number.NaN : atLeastActiveContacts(subject, 28),
    events: state.organization.events,
  };
}
