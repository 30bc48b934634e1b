import type { SequenceDefinition, Step } from '../../../src-preload/contract/sequences/definition';
import type { ContactClocks } from './contact-clocks';
import { type KnownFacts, type Move, nextMove, type Passed, type Standing } from './next-move';

/** What would be done for somebody, and when. */
export interface DryLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Branches that led there. */
  readonly passed: readonly Passed[];
  readonly what:
    | { readonly kind: 'does'; readonly step: Extract<Step, { kind: 'mail' | 'cta' | 'playbook' }> }
    | Extract<Move, { kind: 'waits' }>
    | { readonly kind: 'ends'; readonly why: 'finished' | 'goal' | 'churned' | 'too_long' };
}

/** So many looks at most; a day that nobody knows would be asked for without an end. */
const mostLooks = 200;

/**
 * Goes through a sequence as it goes on its own, with a clock that jumps to when something is next due, and with the facts as
 * they are: nothing is made, and nothing is written.
 * @param sends how long a mail takes until it is sent, by when it is due: what holds it back is the caller’s to know
 */
export function dryRun(
  definition: SequenceDefinition,
  start: number,
  clocks: ContactClocks,
  facts: KnownFacts,
  sends: (at: number) => number = (at) => at,
): DryLine[] {
  const [first] = definition.steps;
  if (first === undefined) return [];
  const lines: DryLine[] = [];
  let standing: Standing = { stepId: first.id, isDone: false, since: start };
  let now = start;
  for (let look = 0; look < mostLooks; look++) {
    const passed: Passed[] = [];
    const move = nextMove(definition, standing, now, clocks, facts, (branch) => passed.push(branch));
    if (move === null) return lines;
    lines.push({ at: now, passed, what: move });
    if (move.kind === 'ends') return lines;
    if (move.kind === 'does') {
      now = move.step.kind === 'mail' ? sends(now) : now;
      standing = { stepId: move.step.id, isDone: true, since: now };
    } else {
      // What is not known now, a dry run never comes to know.
      if (move.reason === 'date' && facts.day(move.stepId) === null)
        return [...lines, { at: now, passed: [], what: { kind: 'ends', why: 'too_long' } }];
      standing = { stepId: move.stepId, isDone: false, since: move.since };
      now = move.until;
    }
  }
  return [...lines, { at: now, passed: [], what: { kind: 'ends', why: 'too_long' } }];
}
