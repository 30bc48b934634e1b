import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleAll,
} from 'cockatiel';
import type { BreakerState } from '../../src-preload/contract/breaker';
import { spellWait } from '../../src-preload/contract/words';
import { StewardError } from '../lib/steward-error';
import type { Clock } from './clock';

/** So many times in a row without an answer, and a server is left in peace for a while. */
const failuresToOpen = 5;

export interface BreakerOptions {
  /** What is asked, as a sentence begins with it: `The company’s server`. */
  readonly name: string;
  /** Whether an error says that nobody answered. What a server refuses is an answer. */
  readonly isOutage: (error: unknown) => boolean;
  /** How long nobody asks unbidden after so many failures in a row. Milliseconds. */
  readonly pauseAfter: (failures: number) => number;
  readonly clock: Clock;
}

/**
 * A circuit breaker for one server outside: whoever asks it, asks through this. Once it has not answered five times in a
 * row, questions are refused at once instead of each waiting for an answer that doesn't come; when the pause is over one
 * of them is let through, and its outcome decides for all.
 */
export interface Breaker {
  /** @throws StewardError `offline` at once while the server is left in peace; else what the task throws */
  ask<T>(task: () => Promise<T>): Promise<T>;
  /** Asks whatever came before: a person's word, or that of the one who keeps the pauses. @throws what the task throws */
  probe<T>(task: () => Promise<T>): Promise<T>;
  state(): BreakerState;
}

/** Open until a wall clock says so: whoever keeps the pauses by a timer probes, so that a clock set back holds up nothing. */
export function createBreaker({ name, isOutage, pauseAfter, clock }: BreakerOptions): Breaker {
  const counted = new ConsecutiveBreaker(failuresToOpen);
  let pause = 0;
  let retryAt = 0;
  const policy = circuitBreaker(handleAll, {
    breaker: counted,
    halfOpenAfter: new DelegateBackoff(() => {
      pause = pauseAfter(counted.state);
      retryAt = clock.now() + pause;
      return pause;
    }),
  });
  const isOpen = () => policy.state === CircuitState.Open;

  async function run<T>(task: () => Promise<T>): Promise<T> {
    const outcome = await policy
      .execute(() => answerOf(task, isOutage))
      .catch((error: unknown) => {
        if (!(error instanceof BrokenCircuitError)) throw error;
        throw leftInPeace(name, counted.state, Math.min(pause, retryAt - clock.now()));
      });
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.value;
  }

  return {
    ask: run,
    probe(task) {
      // To hold it open and let go closes it, but forgets no failure: the next one opens it again.
      if (isOpen()) policy.isolate().dispose();
      return run(task);
    },
    state: () => ({ failures: counted.state, retryAt: isOpen() ? retryAt : null }),
  };
}

/** What the policy need not know: a refusal breaks no row of failures any less than a success does. */
async function answerOf<T>(
  task: () => Promise<T>,
  isOutage: BreakerOptions['isOutage'],
): Promise<{ readonly value: T } | { readonly refusal: unknown }> {
  try {
    return { value: await task() };
  } catch (error) {
    if (isOutage(error)) throw error;
    return { refusal: error };
  }
}

function leftInPeace(name: string, failures: number, wait: number): StewardError {
  return new StewardError(
    'offline',
    `${name} didn’t answer ${failures} times in a row. Nothing is lost; it is asked again in ${spellWait(wait)}, or at once by “Sync now”.`,
  );
}
