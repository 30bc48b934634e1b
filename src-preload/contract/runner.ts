import { z } from 'zod';
import { instantSchema } from './domain';

/** Who computes for the whole company, as its database said last. */
export const runnerSchema = z.object({
  /**
   * `unknown`: the company was not asked yet. `older`: its database knows of no runner. `nobody`: none is there.
   * `this`: this desktop. `other`: another one, or another login.
   */
  state: z.enum(['unknown', 'older', 'nobody', 'this', 'other']),
  /** Whether this login may: it sees every account, and is an admin or was given the duty. */
  mayRun: z.boolean(),
  login: z.string().nullable(),
  machine: z.string().nullable(),
  since: instantSchema.nullable(),
  /** When the company's last model was published, whoever trained it. */
  trainedAt: instantSchema.nullable(),
  /** When scores and levels of accounts were last written down at the company, by whichever runner. */
  scoresPushedAt: instantSchema.nullable().default(null),
});
export type Runner = z.infer<typeof runnerSchema>;

/** Where nobody is told of: the company was not asked yet, or its database knows of no runner. */
export function noRunner(state: 'unknown' | 'older'): Runner {
  return {
    state,
    mayRun: false,
    login: null,
    machine: null,
    since: null,
    trainedAt: null,
    scoresPushedAt: null,
  };
}

/** For Monitor, with what of the company's this Steward can't use, in words. */
export const shownRunnerSchema = runnerSchema.extend({
  unread: z.array(z.string()).max(10),
});
export type ShownRunner = z.infer<typeof shownRunnerSchema>;
