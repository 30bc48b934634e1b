import type { CtaEnd } from '../../../src-preload/contract/ctas/cta-kinds';
import type { Contamination } from '../../../src-preload/contract/effect/measured-means';
import type { InterventionStage } from '../../../src-preload/contract/interventions/stages';

/** What was done, row by row, as the company has it. Days since 1970; ids as text where they are the company's entries. */

/** A rule fired for an account. */
export interface Firing {
  readonly rule: string;
  readonly account: number;
  /** Of a rule about contacts; null: of accounts. */
  readonly contact: number | null;
  readonly day: number;
  readonly heldOut: boolean;
  /** Whether a message of it was withheld. */
  readonly withheld: boolean;
}

/** A message to a contact. */
export interface Run {
  readonly account: number;
  readonly contact: number;
  /** That made it, or let its contact into its sequence; null: by hand. */
  readonly rule: string | null;
  readonly sequence: string | null;
  readonly template: string | null;
  readonly channel: string;
  readonly stage: InterventionStage;
  /** Whether somebody wrote back. */
  readonly isAnswered: boolean;
  /** On which it was sent, else made. */
  readonly day: number;
  /** On which what it belongs to began: of a sequence's, its contact came in. */
  readonly beganOn: number;
}

/** A contact came into a sequence. */
export interface Entry {
  readonly sequence: string;
  readonly account: number;
  readonly contact: number;
  /** That let them in; null: a person. */
  readonly rule: string | null;
  readonly day: number;
}

/** A call to action that a rule opened. */
export interface RuleCta {
  readonly rule: string;
  readonly openedOn: number;
  /** Null: it is open. */
  readonly closedOn: number | null;
  readonly end: CtaEnd | null;
  /** How many of its tasks were done. */
  readonly tasksDone: number;
  /** Whether it ever was put to rest. */
  readonly wasSnoozed: boolean;
}

/** What was drawn of an account: whether the messages of a rule are withheld from it. */
export interface Draw {
  readonly rule: string;
  readonly account: number;
  readonly day: number;
  readonly heldOut: boolean;
  /** Percent of the accounts that the rule was configured to hold out then; null: nobody knows. */
  readonly percent: number | null;
  /** What reached it all the same, first. */
  readonly contaminatedBy: Contamination | null;
}
