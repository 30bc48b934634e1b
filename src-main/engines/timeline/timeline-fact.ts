import type {
  InterventionChannel,
  InterventionKind,
  InterventionOutcome,
  RiskLevel,
  TicketSeverity,
} from '../../../src-preload/contract/domain';

/** What one line of a timeline tells of, as its row has it. Days are whole days since 1970, money is a month's. */
export type TimelineFact =
  | NoteFact
  | MessageFact
  | IncomingFact
  | CtaFact
  | MilestoneFact
  | {
      readonly kind: 'deed';
      readonly what: InterventionKind;
      readonly channel: InterventionChannel | null;
      readonly outcome: InterventionOutcome | null;
      readonly isHeldOut: boolean;
    }
  | { readonly kind: 'judgement'; readonly what: 'pulse'; readonly points: number; readonly reason: string }
  | {
      readonly kind: 'judgement';
      readonly what: 'override';
      readonly score: number;
      readonly untilDay: number;
      readonly reason: string;
    }
  | ScoreFact
  | { readonly kind: 'risk'; readonly from: RiskLevel; readonly to: RiskLevel }
  | { readonly kind: 'use'; readonly events: number; readonly before: number }
  | TicketFact
  | {
      readonly kind: 'survey';
      readonly survey: 'nps' | 'csat' | 'ces';
      readonly score: number;
      readonly comment: string | null;
    }
  | TermFact
  | { readonly kind: 'contact'; readonly what: 'left' | 'bounced' | 'gone' };

export interface NoteFact {
  readonly kind: 'note';
  readonly text: string;
  /** What took place, as it is called; null: it is a note alone. */
  readonly activity: {
    readonly what: string;
    readonly minutes: number | null;
    readonly people: readonly string[];
  } | null;
  /** How many tasks were made of it, and how many of them are done. */
  readonly tasks: { readonly made: number; readonly done: number };
  /** What is attached to it, each with its size. */
  readonly files: readonly string[];
}

export interface MessageFact {
  readonly kind: 'message';
  readonly channel: string;
  /** Its own subject, or the name of its template; null where neither is known. */
  readonly subject: string | null;
  readonly ruleName: string | null;
  readonly sequenceName: string | null;
  /** Null: no person did. */
  readonly launchedBy: string | null;
}

export interface IncomingFact {
  readonly kind: 'reply';
  readonly what: string;
  readonly subject: string | null;
  readonly words: string | null;
  readonly untilDay: number | null;
}

export interface CtaFact {
  readonly kind: 'cta';
  readonly what: 'opened' | 'closed' | 'task';
  readonly title: string;
  readonly reason: string | null;
  readonly ruleName: string | null;
  readonly outcome: string | null;
  /** Of a task: the CTA that it is a step of. */
  readonly ofCta: string | null;
}

export interface MilestoneFact {
  readonly kind: 'milestone';
  readonly name: string;
  readonly before: number;
  readonly progress: number;
  readonly isByHand: boolean;
  readonly reason: string | null;
}

/** A week's change of the score as it is shown, with what it is made of. */
export interface ScoreFact {
  readonly kind: 'score';
  readonly from: number;
  readonly to: number;
  readonly fromDay: number;
  /** As the score's own explanation shows them, the largest first; they and `rest` add up to the change. */
  readonly effects: readonly { readonly label: string; readonly points: number }[];
  readonly rest: number;
}

export interface TicketFact {
  readonly kind: 'ticket';
  readonly what: 'opened' | 'resolved';
  readonly subject: string;
  readonly severity: TicketSeverity;
  readonly openedDay: number;
  readonly satisfaction: number | null;
}

export interface TermFact {
  readonly kind: 'term';
  readonly what: 'began' | 'ended' | 'renewal';
  readonly product: string;
  readonly isTrial: boolean;
  readonly money: string | null;
}

/** A fact with its place in the timeline, and who is part of it. */
export interface PlacedFact {
  readonly at: number;
  readonly key: string;
  readonly isWholeDay: boolean;
  readonly contact: { readonly id: number; readonly name: string } | null;
  /** Who of the team did it; null: nobody did, or it is not known. */
  readonly author: string | null;
  readonly delivery: { readonly stage: string; readonly reason: string; readonly channel: string } | null;
  readonly isPending: boolean;
  readonly fact: TimelineFact;
}
