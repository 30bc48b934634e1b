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
  /** Another's account, of which only those calls to action are one's own: it counts in no figure of the book. */
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

/** Who of an account wrote back and waits for an answer. */
export interface RepliesWaiting {
  /** Who has waited longest, and what they wrote. */
  readonly first: {
    /** Null: the contact left the list. */
    readonly name: string | null;
    readonly day: number;
    readonly words: string | null;
    readonly isChampion: boolean;
  };
  readonly count: number;
  /** When the last of them came. */
  readonly latestDay: number;
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
