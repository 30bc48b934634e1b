import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Trial, TriedOnPast } from '../../src-preload/contract/rules/trial';
import type { RuleTrials } from '../api/context';
import { formatDay } from '../lib/day';
import { errorForLog } from '../lib/error-for-log';
import { StewardError } from '../lib/steward-error';
import type { Ids } from '../ports/ids';
import type { ReadDb } from '../store/types';
import type { TriedTime } from '../work/rules/backtest-rule';
import { type RuleToTry, tryOnPast } from '../work/rules/try-on-past';

/** Between two turns of the event loop it works about so long. */
const sliceMilliseconds = 12;
/** Trials that are kept to be looked at, the newest; those before are forgotten. */
const keptTrials = 8;

interface RuleTrialOptions {
  readonly ids: Ids;
  readonly log: Logger;
  /** Has the days of the past worked out that are not: a try found few. */
  readonly fillDays: () => void;
}

interface Running {
  standing: Trial;
  isCancelled: boolean;
}

/**
 * Tries rules on the past, bit by bit between other things. A second one begins at once, beside the first; none is kept beyond
 * the host's life, for it can be had again.
 */
export function createRuleTrials(db: ReadDb, { ids, log, fillDays }: RuleTrialOptions): RuleTrials {
  const trials = new Map<string, Running>();

  async function work(trial: Running, rules: readonly RuleToTry[], time: TriedTime): Promise<void> {
    const tried: TriedOnPast[] = [];
    try {
      for (const [at, rule] of rules.entries()) {
        const steps = tryOnPast(db, rule, time);
        const result = await inSlices(trial, steps, (share) => (at + share) / rules.length);
        if (result === null) {
          trial.standing = { ...trial.standing, state: 'cancelled' };
          return;
        }
        tried.push(result);
      }
      if (tried.some(({ isThin }) => isThin)) fillDays();
      trial.standing = { ...trial.standing, state: 'done', progress: 1, tried };
    } catch (error) {
      log.error({ err: errorForLog(error) }, 'a rule could not be tried on the past');
      const problem =
        error instanceof StewardError
          ? error.message
          : 'The rule could not be tried, for a reason that Steward does not know. Nothing was changed; try again.';
      trial.standing = { ...trial.standing, state: 'failed', problem };
    }
  }

  return {
    begin(rules, time) {
      const id = ids.next();
      const trial: Running = {
        isCancelled: false,
        standing: {
          ...{ id, state: 'running', progress: 0, tried: [], problem: null },
          ...{ from: formatDay(time.from), to: formatDay(time.to), horizonDays: time.horizonDays },
        },
      };
      trials.set(id, trial);
      for (const old of [...trials.keys()].slice(0, -keptTrials)) {
        (trials.get(old) as Running).isCancelled = true;
        trials.delete(old);
      }
      void work(trial, rules, time);
      return id;
    },
    standing: (id) => trials.get(id)?.standing ?? null,
    cancel(id) {
      const trial = trials.get(id);
      if (trial !== undefined) trial.isCancelled = true;
    },
    cancelAll() {
      for (const trial of trials.values()) trial.isCancelled = true;
    },
  };
}

/** @returns null where it was cancelled */
async function inSlices<T>(
  trial: Running,
  steps: Generator<number, T>,
  progressAt: (share: number) => number,
): Promise<T | null> {
  for (;;) {
    await setImmediate();
    if (trial.isCancelled) return null;
    const until = performance.now() + sliceMilliseconds;
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
      trial.standing = { ...trial.standing, progress: progressAt(step.value) };
    } while (performance.now() < until);
  }
}
