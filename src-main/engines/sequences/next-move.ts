import type { SequenceDefinition, Step } from '../../../src-preload/contract/sequences/definition';
import type { WaitReason } from '../../../src-preload/contract/sequences/enrolment';
import { type ContactClocks, workingInstant } from './contact-clocks';
import { waitEnd } from './wait-end';

/** Where somebody stands. */
export interface Standing {
  readonly stepId: string;
  /** Whether that step is done. */
  readonly isDone: boolean;
  /** Milliseconds since 1970: since when it stands there, or since when that is done. */
  readonly since: number;
}

export type Holds = 'holds' | 'fails' | 'unknown';

/** What is known of somebody, and of their account, now. */
export interface KnownFacts {
  /** Of a branch, whether its conditions hold. */
  branch(stepId: string): Holds;
  /** Of a wait until a day, that day: whole days since 1970; null: not known. */
  day(stepId: string): number | null;
  readonly goal: Holds;
  /** Whether the account is a customer no more. */
  readonly churned: boolean;
}

/** A branch that was taken on the way, and what was found. */
export interface Passed {
  readonly stepId: string;
  readonly holds: Holds;
}

/** What is next for somebody: to do a step, to stand at one until an instant, or to go out. */
export type Move =
  | { readonly kind: 'does'; readonly step: Extract<Step, { kind: 'mail' | 'cta' | 'playbook' }> }
  | {
      readonly kind: 'waits';
      readonly stepId: string;
      readonly since: number;
      readonly until: number;
      readonly reason: Exclude<WaitReason, 'message' | 'turn'>;
    }
  | { readonly kind: 'ends'; readonly why: 'finished' | 'goal' | 'churned' };

/** A day that is not known is asked for again so many milliseconds later. */
const askAgain = 24 * 3_600_000;

/**
 * What is next for somebody at an instant, one thing at a time: however long nobody looked, no more than one step is done,
 * and the wait behind it begins when it is.
 * @param now milliseconds since 1970
 * @param passing hears of each branch that is taken
 * @returns null where their step is not in the definition
 */
export function nextMove(
  definition: SequenceDefinition,
  standing: Standing,
  now: number,
  clocks: ContactClocks,
  facts: KnownFacts,
  passing: (branch: Passed) => void = () => undefined,
): Move | null {
  if (facts.goal === 'holds') return { kind: 'ends', why: 'goal' };
  if (facts.churned && definition.onChurn) return { kind: 'ends', why: 'churned' };
  const { steps } = definition;
  let place = steps.findIndex(({ id }) => id === standing.stepId);
  if (place === -1) return null;
  if (standing.isDone) place += 1;
  let since = standing.since;
  for (let step = steps[place]; step !== undefined; step = steps[place]) {
    switch (step.kind) {
      case 'wait': {
        const until = waitEnd(step.wait, since, facts.day(step.id), clocks);
        const reason = step.wait.kind === 'date' ? 'date' : 'wait';
        if (until === null) return { kind: 'waits', stepId: step.id, since, until: now + askAgain, reason };
        if (until > now) return { kind: 'waits', stepId: step.id, since, until, reason };
        // A day that lies behind when it is come to makes nothing begin before that.
        since = Math.max(since, until);
        place += 1;
        break;
      }
      case 'branch': {
        const holds = facts.branch(step.id);
        passing({ stepId: step.id, holds });
        place = afterBranch(steps, place, step, holds);
        break;
      }
      case 'exit':
        return { kind: 'ends', why: 'finished' };
      default: {
        const at = definition.hours === null ? now : workingInstant(now, definition.hours, clocks);
        if (at > now) return { kind: 'waits', stepId: step.id, since, until: at, reason: 'hours' };
        return { kind: 'does', step };
      }
    }
  }
  return { kind: 'ends', why: 'finished' };
}

/** Only ever further on: nobody goes round in a circle. */
function afterBranch(
  steps: readonly Step[],
  place: number,
  { otherwise, unknown }: Extract<Step, { kind: 'branch' }>,
  holds: Holds,
): number {
  if ((holds === 'unknown' ? unknown : holds) === 'holds') return place + 1;
  const there = steps.findIndex(({ id }) => id === otherwise);
  return there > place ? there : steps.length;
}
