import { z } from 'zod';
import type { Runner } from '../../../src-preload/contract/runner';
import type { Duty } from '../../store/runner/duty';
import type { Connection } from '../wire/connect';
import type { Sender } from './door';

/** What a login may do of a runner's work at this company. */
export interface RunnerRights {
  /** Whether its database knows of a runner at all. */
  readonly isThere: boolean;
  readonly mayRun: boolean;
}

export async function readRunnerRights(connection: Connection): Promise<RunnerRights> {
  const [rights] = await connection.query<RunnerRights>(
    `select to_regprocedure('customer_success.claim_runner(uuid, json)') is not null as "isThere",
            exists (select from customer_success.memberships m
                     where login = session_user and scope = 'all'
                       and (role = 'admin' or coalesce((to_jsonb(m) ->> 'is_runner')::boolean, false))) as "mayRun"`,
  );
  return rights ?? { isThere: false, mayRun: false };
}

const claimSchema = z.object({
  // What a newer company says that this Steward doesn't know yet is no lease.
  outcome: z.enum(['held', 'taken', 'refused', 'later']).catch('refused'),
  fence: z.number().int().optional(),
});

/** Takes the lease where nobody holds it, or renews this host's. @returns null where it is not this host's */
export async function claimRunner(
  connection: Connection,
  host: string,
  sender: Sender,
): Promise<Duty | null> {
  const [row] = await connection.query<{ answer: unknown }>(
    'select customer_success.claim_runner($1, $2) as answer',
    [host, JSON.stringify(sender)],
  );
  const { outcome, fence } = claimSchema.parse(row?.answer);
  return outcome === 'held' && fence !== undefined ? { fence, host } : null;
}

/** Lets go of it, so that nobody has to wait for its end. */
export async function releaseRunner(connection: Connection, { host, fence }: Duty): Promise<void> {
  await connection.query('select customer_success.release_runner($1, $2)', [host, fence]);
}

type Lease = Pick<Runner, 'login' | 'machine' | 'since' | 'trainedAt' | 'scoresPushedAt'> & {
  readonly fence: string;
  readonly isHeld: boolean;
  readonly milliseconds: number;
  readonly endsIn: number;
};

export interface SeenLease {
  /** Who computes for the company, for the screens of everybody. */
  readonly runner: Runner;
  /** How long it holds without being renewed. */
  readonly milliseconds: number;
  /** In how many milliseconds it ends, where nobody renews it; 0 where nobody holds it. */
  readonly endsIn: number;
}

export async function readLease(
  connection: Connection,
  duty: Duty | null,
  mayRun: boolean,
): Promise<SeenLease> {
  const instant = (column: string) => `floor(extract(epoch from ${column}) * 1000)::float8`;
  const [lease] = await connection.query<Lease>(
    `select fence::text as fence, login::text as login, machine, ${instant('held_since')} as since,
            ${instant('trained_at')} as "trainedAt",
            ${instant("(to_jsonb(l) ->> 'scores_pushed_at')::timestamptz")} as "scoresPushedAt",
            coalesce(held_until > clock_timestamp(), false) as "isHeld", (1000 * seconds)::float8 as milliseconds,
            greatest(0, least(1000 * seconds, 1000 * coalesce(extract(epoch from held_until - clock_timestamp()), 0)))::float8 as "endsIn"
       from customer_success.runner_lease l`,
  );
  const { fence, isHeld, milliseconds, endsIn, ...known } = lease ?? nobodyYet;
  const runner: Runner = isHeld
    ? { ...known, state: String(duty?.fence) === fence ? 'this' : 'other', mayRun }
    : { ...known, state: 'nobody', mayRun, login: null, machine: null, since: null };
  return { runner, milliseconds, endsIn };
}

const nobodyYet: Lease = {
  fence: '0',
  isHeld: false,
  milliseconds: 45_000,
  endsIn: 0,
  login: null,
  machine: null,
  since: null,
  trainedAt: null,
  scoresPushedAt: null,
};
