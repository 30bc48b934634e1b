import type { LifecycleStage } from '../../../src-preload/contract/domain';
import type { OtherMoney } from '../../../src-preload/contract/money';
import type { Movements } from '../../lib/book-movement';
import type { WayOfTelling } from '../life/renewal';
import type { InPlan } from '../milestones/stand-in-plan';

/**
 * What scoring knows of many accounts besides their activity, as columns. Rows of account `i` lie at
 * `start[i]` to `start[i + 1]`, ordered by their day. Days are whole days since 1970 UTC; 0 stands for "none" where a
 * day may be missing. Rows may lie after the day that is scored: every reader looks at the day.
 */
export interface AccountBatch {
  readonly count: number;
  readonly organizationId: Int32Array;
  readonly createdDay: Int32Array;
  /** The last day as a customer, as the company says it. */
  readonly churnedDay: Int32Array;
  /** The day on which notice was given. */
  readonly noticeDay: Int32Array;
  readonly hasOwner: Uint8Array;
  readonly stage: readonly LifecycleStage[];
  readonly segment: readonly (string | null)[];
  readonly contacts: ContactRows;
  readonly subscriptions: SubscriptionRows;
  readonly tickets: TicketRows;
  readonly responses: ResponseRows;
  readonly pulses: PulseRows;
  readonly talks: TalkRows;
  /** Success plans that accounts were given, by place; absent where there are none, or no score is made. */
  readonly plans?: ReadonlyMap<number, readonly FollowedPlan[]>;
}

export interface RowRange {
  /** One longer than there are accounts. */
  readonly start: Int32Array;
}

export interface ContactRows extends RowRange {
  readonly userId: Int32Array;
  readonly createdDay: Int32Array;
  readonly deactivatedDay: Int32Array;
  /** Since when a mail says that they are there no more, and how; 0: none does. */
  readonly awayDay: Int32Array;
  /** 1: mail to them comes back; 2: an answer by itself says so. */
  readonly awayHow: Uint8Array;
  /** Names of champions, for the words of an indicator; null for the others. */
  readonly championName: readonly (string | null)[];
  /** Names of champions and admins. */
  readonly keyName: readonly (string | null)[];
  /** 1 for champions and admins. */
  readonly isKey: Uint8Array;
  /** 1 for the company's own staff and tests: nobody of the customer's. */
  readonly isInternal: Uint8Array;
  /** 1 for who objects to being profiled: use and answers count in the account's, and nothing is said of the person. */
  readonly objects: Uint8Array;
}

export interface SubscriptionRows extends RowRange {
  readonly startedDay: Int32Array;
  /** First day no longer in force. */
  readonly endedDay: Int32Array;
  /** In the company's currency; 0 where no rate turns it into that. */
  readonly mrr: Float64Array;
  /** The same in its own currency, where no rate does. */
  readonly otherMrr?: readonly (OtherMoney | null)[];
  /** Licensed seats; NaN where the quantity counts something else. */
  readonly seats: Float64Array;
  readonly renewsDay: Int32Array;
  readonly billingMonths: Int32Array;
  /** Share of the list price, 0 to 1. */
  readonly discount: Float64Array;
  /** 1 for what is tried and not paid for. */
  readonly isTrial: Uint8Array;
  readonly paymentFailedDay: Int32Array;
}

export const highSeverity = 2;
export const urgentSeverity = 3;

export interface TicketRows extends RowRange {
  /** Who opened it; 0 where nobody is named. */
  readonly userId: Int32Array;
  readonly openedDay: Int32Array;
  readonly resolvedDay: Int32Array;
  /** low 0, normal 1, high 2, urgent 3. */
  readonly severity: Uint8Array;
  /** 1-5, NaN where nobody said. */
  readonly satisfaction: Float64Array;
}

/** Answers, ordered by their instant and then by their id. */
export interface ResponseRows extends RowRange {
  /** nps 0 (0-10), csat 1 (1-5), ces 2 (1-7). */
  readonly kind: Uint8Array;
  readonly day: Int32Array;
  /** 0 where the answer came without a name; the number of who is in no list is a person's as well. */
  readonly userId: Int32Array;
  readonly score: Float64Array;
}

export interface PulseRows extends RowRange {
  readonly day: Int32Array;
  readonly points: Float64Array;
}

/** Times at which people of the team and of the account spoke. */
export interface TalkRows extends RowRange {
  readonly day: Int32Array;
}

/** A movement of a milestone's progress, as it was written down. */
export interface Move {
  readonly day: number;
  /** Whole percent from then on. */
  readonly progress: number;
  /** Whose: 0 for the account's own. */
  readonly userId: number;
}

export interface FollowedMilestone extends InPlan {
  /** Null: by no day. */
  readonly dueOn: number | null;
  readonly isOfContacts: boolean;
  /** In the order in which they were written down. */
  readonly moves: readonly Move[];
}

/** A plan that an account was given; days are whole days since 1970. */
export interface FollowedPlan {
  readonly startedOn: number;
  readonly givenOn: number;
  /** The day on which it was ended; 0: it wasn't. */
  readonly endedOn: number;
  /** Whether what it asks has been counted for the account. */
  readonly isCounted: boolean;
  /** Each after what it needs. */
  readonly milestones: readonly FollowedMilestone[];
}

/** What holds for the whole company: its features, how it tells of subscriptions, and since when each source delivers. */
export interface CompanyFacts extends WayOfTelling {
  /** All features the company knows; events of others are counted apart. Core and outcome features are those of people. */
  readonly features: ReadonlySet<number>;
  readonly coreFeatures: readonly number[];
  readonly outcomeFeatures: readonly number[];
  /** Day of the first ticket of any account; 0 when there is none: then none is known, rather than known to be none. */
  readonly firstTicketDay: number;
  /** The account that opened it, and the first day on which another did; 0 for none. */
  readonly firstTicketAccount: number;
  readonly firstTicketDayOfOthers: number;
  /** The same for failed payments. */
  readonly firstPaymentFailureDay: number;
  readonly firstPaymentFailureAccount: number;
  readonly firstPaymentFailureDayOfOthers: number;
  readonly movements: Movements;
  /** The number of the latest of them; 0 without any. */
  readonly latestMovement: number;
}
