import type {
  AccountBatch,
  CompanyFacts,
  FollowedPlan,
} from '../../../src-main/engines/health/account-batch';
import { type AnswerKind, answerKinds } from '../../../src-main/engines/health/answers';
import { noMovements } from '../../../src-main/lib/book-movement';
import type { LifecycleStage } from '../../../src-preload/contract/domain';

export const asOf = 20_000;

interface Contact {
  readonly userId: number;
  readonly created?: number;
  readonly deactivated?: number;
  readonly away?: { readonly day: number; readonly how: 'bounced' | 'gone' };
  readonly champion?: string;
  readonly isKey?: boolean;
  readonly isInternal?: boolean;
}
interface Subscription {
  readonly from: number;
  readonly to?: number;
  readonly mrr?: number;
  readonly seats?: number;
  readonly renews?: number;
  /** 12 unless told otherwise. */
  readonly billing?: number;
  readonly trial?: boolean;
  readonly failed?: number;
}
interface Ticket {
  readonly opened: number;
  readonly resolved?: number;
  readonly user?: number;
  readonly severity?: 0 | 1 | 2 | 3;
  readonly satisfaction?: number;
}
interface Answer {
  readonly day: number;
  readonly user?: number;
  readonly kind?: AnswerKind;
  readonly score: number;
}

export interface AccountStory {
  readonly created?: number;
  readonly churned?: number;
  readonly notice?: number;
  readonly hasOwner?: boolean;
  readonly stage?: LifecycleStage;
  readonly contacts?: readonly Contact[];
  readonly subscriptions?: readonly Subscription[];
  readonly tickets?: readonly Ticket[];
  readonly answers?: readonly Answer[];
  readonly pulses?: readonly { readonly day: number; readonly points: number }[];
  /** Days on which people spoke, ascending. */
  readonly talks?: readonly number[];
  readonly plans?: readonly FollowedPlan[];
}

export const company: CompanyFacts = {
  features: new Set([1, 2, 3, 4, 5]),
  coreFeatures: [1, 2],
  outcomeFeatures: [3, 4],
  firstTicketDay: 1,
  firstTicketAccount: 0,
  firstTicketDayOfOthers: 1,
  firstPaymentFailureDay: 1,
  firstPaymentFailureAccount: 0,
  firstPaymentFailureDayOfOthers: 1,
  movements: noMovements,
  latestMovement: 0,
  presentDay: asOf,
  monthlyRowsMove: false,
};

/** A batch of one account, as the store would read it. */
export function batchOf(story: AccountStory): AccountBatch {
  const { contacts = [], subscriptions = [], tickets = [], answers = [], pulses = [], talks = [] } = story;
  const start = (rows: readonly unknown[]) => Int32Array.of(0, rows.length);
  return {
    count: 1,
    organizationId: Int32Array.of(1),
    createdDay: Int32Array.of(story.created ?? asOf - 400),
    churnedDay: Int32Array.of(story.churned ?? 0),
    noticeDay: Int32Array.of(story.notice ?? 0),
    hasOwner: Uint8Array.of(story.hasOwner === false ? 0 : 1),
    stage: [story.stage ?? 'growth'],
    segment: [null],
    contacts: {
      start: start(contacts),
      userId: Int32Array.from(contacts, ({ userId }) => userId),
      createdDay: Int32Array.from(contacts, ({ created }) => created ?? asOf - 400),
      deactivatedDay: Int32Array.from(contacts, ({ deactivated }) => deactivated ?? 0),
      awayDay: Int32Array.from(contacts, ({ away }) => away?.day ?? 0),
      awayHow: Uint8Array.from(contacts, ({ away }) =>
        away === undefined ? 0 : away.how === 'bounced' ? 1 : 2,
      ),
      championName: contacts.map(({ champion }) => champion ?? null),
      keyName: contacts.map(({ champion, isKey, userId }) => champion ?? (isKey ? `Admin ${userId}` : null)),
      isInternal: Uint8Array.from(contacts, ({ isInternal }) => (isInternal ? 1 : 0)),
      objects: new Uint8Array(contacts.length),
      isKey: Uint8Array.from(contacts, ({ isKey, champion }) => (isKey || champion ? 1 : 0)),
    },
    subscriptions: {
      start: start(subscriptions),
      startedDay: Int32Array.from(subscriptions, ({ from }) => from),
      endedDay: Int32Array.from(subscriptions, ({ to }) => to ?? 0),
      mrr: Float64Array.from(subscriptions, ({ mrr }) => mrr ?? 0),
      seats: Float64Array.from(subscriptions, ({ seats }) => seats ?? Number.NaN),
      renewsDay: Int32Array.from(subscriptions, ({ renews }) => renews ?? 0),
      billingMonths: Int32Array.from(subscriptions, ({ billing }) => billing ?? 12),
      discount: new Float64Array(subscriptions.length),
      isTrial: Uint8Array.from(subscriptions, ({ trial }) => (trial ? 1 : 0)),
      paymentFailedDay: Int32Array.from(subscriptions, ({ failed }) => failed ?? 0),
    },
    tickets: {
      start: start(tickets),
      openedDay: Int32Array.from(tickets, ({ opened }) => opened),
      resolvedDay: Int32Array.from(tickets, ({ resolved }) => resolved ?? 0),
      userId: Int32Array.from(tickets, ({ user }) => user ?? 0),
      severity: Uint8Array.from(tickets, ({ severity }) => severity ?? 1),
      satisfaction: Float64Array.from(tickets, ({ satisfaction }) => satisfaction ?? Number.NaN),
    },
    responses: {
      start: start(answers),
      day: Int32Array.from(answers, ({ day }) => day),
      userId: Int32Array.from(answers, ({ user }) => user ?? 0),
      kind: Uint8Array.from(answers, ({ kind }) => answerKinds[kind ?? 'nps']),
      score: Float64Array.from(answers, ({ score }) => score),
    },
    pulses: {
      start: start(pulses),
      day: Int32Array.from(pulses, ({ day }) => day),
      points: Float64Array.from(pulses, ({ points }) => points),
    },
    talks: { start: start(talks), day: Int32Array.from(talks) },
    ...(story.plans && { plans: new Map([[0, story.plans]]) }),
  };
}
