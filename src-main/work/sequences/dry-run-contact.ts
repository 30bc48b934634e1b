import type { SequenceDefinition } from '../../../src-preload/contract/sequences/definition';
import type { DryRun } from '../../../src-preload/contract/sequences/listed';
import { afterQuiet } from '../../engines/schedule/quiet-hours';
import { instantWords } from '../../engines/schedule/schedule-words';
import { type DryLine, dryRun } from '../../engines/sequences/dry-run';
import { exitWords } from '../../engines/sequences/say-sequence';
import { readQuietHours } from '../../store/sending/read-quiet-hours';
import type { ReadDb } from '../../store/types';
import { ruleChecking } from '../rules/rule-checking';
import { sequenceChecker } from './check-sequence';
import { clocksOf } from './clocks-of';
import { knownFacts, type Whom } from './known-facts';

/**
 * What a sequence would do for a contact of an account who came in now, and when: by the code that does it, with a clock that
 * jumps. Nothing is sent, and nothing is written. Facts stay as they are now; of what holds mails back the quiet hours alone are known.
 * @param day the day to which what is known of accounts reaches
 */
export function dryRunContact(
  db: ReadDb,
  definition: SequenceDefinition,
  whom: Whom,
  { now, day }: { readonly now: number; readonly day: number },
): DryRun {
  const checking = ruleChecking(db);
  const said = sequenceChecker(db, checking)(definition);
  const clocks = clocksOf(db)(whom.organizationId);
  const facts = toTheEnd(knownFacts(db, day, [definition], [whom], checking))(definition, whom);
  const quiet = readQuietHours(db);
  const [zone = 'UTC'] = clocks.zones;
  const placeOf = (stepId: string) => definition.steps.findIndex(({ id }) => id === stepId);
  const lines = dryRun(definition, now, clocks, facts, (at) => afterQuiet(at, quiet, clocks.zones) ?? at);
  return {
    clocks: clocks.words,
    lines: lines.map((line) => {
      const stepId =
        line.what.kind === 'ends' ? null : line.what.kind === 'does' ? line.what.step.id : line.what.stepId;
      const place = stepId === null ? -1 : placeOf(stepId);
      return {
        at: line.at,
        place: stepId === null ? null : place + 1,
        stepId,
        when: instantWords(line.at, zone, now),
        what: whatWords(line, said.lines[place] ?? '', zone, now),
        why: line.passed
          .map(({ stepId: branch, holds }) => branchWords(placeOf(branch) + 1, holds))
          .join(' '),
      };
    }),
  };
}

/** Of one alone: nobody has to wait for it. */
function toTheEnd<T>(steps: Generator<undefined, T>): T {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

function whatWords({ what }: DryLine, sentence: string, zone: string, now: number): string {
  switch (what.kind) {
    case 'does':
      return sentence;
    case 'waits':
      return what.reason === 'hours'
        ? `Waits for working hours, until ${instantWords(what.until, zone, now)}.`
        : `${sentence} That is ${instantWords(what.until, zone, now)}.`;
    case 'ends':
      return what.why === 'too_long'
        ? 'Waits for a day that is not known: nobody can tell when it goes on.'
        : `Ends: ${exitWords[what.why]}.`;
  }
}

function branchWords(place: number, holds: 'holds' | 'fails' | 'unknown'): string {
  const found = {
    holds: 'its conditions hold',
    fails: 'its conditions don’t hold',
    unknown: 'that is not known',
  };
  return `Step ${place}: ${found[holds]}.`;
}
