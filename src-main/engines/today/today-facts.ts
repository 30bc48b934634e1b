import type { Band, RiskIndicator, RiskLevel, Standing } from '../../../src-preload/contract/domain';
import type { TooLittle } from '../../../src-preload/contract/knowledge';
import type { OtherMoney } from '../../../src-preload/contract/money';
import type { Today } from '../../../src-preload/contract/today';
import type { Movement } from '../../lib/book-movement';
import type { Chance } from '../risk/headline/headline';
import type { PulseSaid } from '../risk/headline/headline-words';

/** One account in force, as Today looks at it. Days are epoch days. */
export interface TodayAccount {
  readonly id: number;
  readonly name: string;
  /** 12 x MRR in force. */
  readonly arr: number;
  /** In other currencies, for which there is no rate. */
  readonly otherArr?: readonly OtherMoney[];
  readonly users: number;
  readonly events: number;
  readonly createdDay: number;
  readonly standing: Standing;
  /** Leaving: the day it leaves, where one is known. */
  readonly lifeDay: number | null;
  readonly score: number | null;
  readonly band: Band | null;
  readonly tooLittle: TooLittle | null;
  readonly change28: number | null;
  readonly risk: RiskLevel | null;
  readonly riskSince: number | null;
  readonly indicators: readonly RiskIndicator[];
  /** What the model says that serves and proved itself; null where none does. */
  readonly chance: TodayChance | null;
  /** The manager's latest pulse, as long as it counts. */
  readonly pulse: PulseSaid | null;
  readonly renewsOn: number | null;
  /** The day its figures are of, to which silence is counted: news that hasn't come is none. Null before the first. */
  readonly asOf: number | null;
  readonly lastActivityDay: number | null;
  /** Calls to action that are due; null: none is. */
  readonly ctas: CtasDue | null;
  /** Replies that nobody has taken care of; null: none is. */
  readonly replies: RepliesWaiting | null;
  /** Messages that ask a person before they go; null: none does. */
  readonly approvals: Waiting<MessageAsking> | null;
  /** Messages of which nobody knows whether they arrived; null: none is. */
  readonly unsettled: Waiting<MessageUnsettled> | null;
  /** Success plans that are stuck; null: none is. */
  readonly stuck: Waiting<PlanStuck> | null;
  /** Celebrations whose mails are still to go; null: none is. */
  readonly celebrations: Waiting<CelebrationWaiting> | null;
  /** One's own decisions that the company sent back; null: none is. */
  readonly setBacks: Waiting<DecisionBack> | null;
  /** Notes in which colleagues mention the person; null: none is. */
  readonly mentions: Waiting<MentionWaiting> | null;
  /** Another's account, of which only those calls to action and decisions are one's own: it counts in no figure of the book. */
  readonly isLent?: boolean;
}

/** What of an account's calls to action, and of its tasks by themselves, waits today. */
export interface CtasDue {
  /** The one that presses most, and the step of it that is due where that is not the whole. */
  readonly first: {
    readonly title: string;
    readonly dueDay: number;
    readonly isHigh: boolean;
    readonly task: string | null;
    /** A task of no call to action. */
    readonly isOwnTask?: boolean;
  };
  readonly count: number;
  /** When the last of them fell due. */
  readonly latestDay: number;
}

/** What of one kind waits at an account. */
export interface Waiting<First> {
  /** The one that presses most. */
  readonly first: First;
  readonly count: number;
  /** When the last of them began to wait: the company's day; null where that is not known. */
  readonly latestDay: number | null;
  /** The same in milliseconds since 1970: what comes on the day of a “done”, and after it, is news. */
  readonly latestAt: number | null;
}

/** Who of an account wrote back and waits for an answer; the first has waited longest. */
export type RepliesWaiting = Waiting<{
  /** Null: the contact left the list. */
  readonly name: string | null;
  readonly day: number;
  readonly words: string | null;
  readonly isChampion: boolean;
}>;

export interface MessageAsking {
  /** Its subject, else its template's name; null: it has neither. */
  readonly about: string | null;
  /** Null: the contact left the list. */
  readonly name: string | null;
  /** The last day on which it can be approved. */
  readonly untilDay: number;
}

export interface MessageUnsettled {
  readonly about: string | null;
  readonly name: string | null;
  /** When it was handed over. */
  readonly day: number;
}

export interface PlanStuck {
  readonly plan: string;
  /** The milestone that it comes down to. */
  readonly heldUp: string;
}

export interface CelebrationWaiting {
  readonly milestone: string;
  /** Null: the whole account reached it. */
  readonly name: string | null;
  readonly day: number;
}

/** A note in which a colleague mentions the person. */
export interface MentionWaiting {
  readonly noteId: string;
  /** Who wrote it. */
  readonly by: string;
  /** Since when the person is mentioned. */
  readonly day: number;
}

/** A decision that the company refused, or that lost against a colleague's. */
export interface DecisionBack {
  /** What was decided, as the list of what came back calls it. */
  readonly title: string;
  /** When it was decided. */
  readonly day: number;
  /** Why it came back, and what can be done with it: sentences without their full stops. */
  readonly why: string;
  readonly next: string;
}

export interface TodayChance extends Chance {
  /** What raises it against comparable accounts, and the column that is about; null where nothing does. */
  readonly reason: string | null;
  readonly column: string | null;
}

export interface Disposition {
  readonly key: string;
  readonly state: 'done' | 'snoozed';
  readonly day: number;
  readonly untilDay: number | null;
  /** Why it can wait: of a snooze. */
  readonly reason: string | null;
  /** When it was put away, in milliseconds since 1970 UTC. */
  readonly at: number;
}

export interface TodayFacts {
  /** Day of the latest scores; null before the first. */
  readonly asOf: number | null;
  readonly accounts: readonly TodayAccount[];
  readonly dispositions: readonly Disposition[];
  /** How the whole book moved up to then, where that is known. */
  readonly movement: Movement | null;
  /** Whether scores are being made right now. */
  readonly scoring: boolean;
  /** How far a run over all accounts has come; null while none goes on. */
  readonly progress: Today['progress'];
  /** Whether a first sync was completed. */
  readonly synced: boolean;
}
