import {
  type AnyTRPCQueryProcedure,
  type AnyTRPCRouter,
  initTRPC,
  type TRPCMutationProcedure,
} from '@trpc/server';
import { accountIdInputSchema } from '../../src-preload/contract/account';
import { isAtLeast, type Role } from '../../src-preload/contract/roles';
import type { HostEvent, Topic } from '../../src-preload/contract/wire/events';
import { StewardError } from '../lib/steward-error';
import type { ApiContext } from './context';
import type { Cost } from './rate-limits';

interface Meta {
  readonly cost: Cost;
  readonly role: Role;
  /** Whether it answers while the copy is locked: it has nothing of the copy to tell. */
  readonly whileLocked?: boolean;
}

/** What a mutation says of itself besides. */
interface MutationMeta extends Meta {
  /** What screens hold that goes stale with it; an empty list: nothing. */
  readonly touches: readonly Topic[];
}

const least: Meta = { cost: 'read', role: 'viewer' };
const queries = initTRPC.context<ApiContext>().meta<Meta>().create({ defaultMeta: least });
const mutations = initTRPC.context<ApiContext>().meta<MutationMeta>().create();

const timed = queries.middleware(async ({ path, ctx, next }) => {
  const start = performance.now();
  const result = await next();
  ctx.store.timings.record(`api.${path}`, performance.now() - start);
  return result;
});

const limited = queries.middleware(async ({ meta = least, path, ctx, next }) => {
  await ctx.rateLimits(meta.cost, path);
  return next();
});

const authorized = queries.middleware(({ meta = least, ctx, next }) => {
  const role = ctx.role();
  if (!isAtLeast(role, meta.role)) {
    throw new StewardError(
      'forbidden',
      `This needs the role ${meta.role}; you are ${role}. Ask your administrator.`,
    );
  }
  return next();
});

/** A locked copy answers nothing but what opens it again. */
const opened = queries.middleware(({ meta = least, ctx, next }) => {
  if (meta.whileLocked !== true && (ctx.lease?.lock() ?? null) !== null) {
    throw new StewardError(
      'locked',
      'The copy on this computer is locked until the company’s server lets you in again. Nothing of it was lost.',
    );
  }
  return next();
});

/** Tells the screens what went stale, once the mutation succeeded. */
const told = mutations.middleware(async ({ meta, ctx, getRawInput, next }) => {
  const result = await next();
  const touches = meta?.touches ?? [];
  if (result.ok && touches.length > 0) ctx.emit(invalidation(touches, await getRawInput()));
  return result;
});

/** Where an account's own screens go stale, the input's `id` says whose. */
function invalidation(touches: readonly Topic[], input: unknown): HostEvent {
  const account = touches.includes('account') ? accountIdInputSchema.safeParse(input).data : undefined;
  return {
    type: 'invalidate',
    topics: [...touches],
    ...(account === undefined ? {} : { accountIds: [account.id] }),
  };
}

function mutationOf(meta: MutationMeta) {
  return mutations.procedure.use(timed).use(limited).use(opened).use(authorized).use(told).meta(meta);
}

export const reading = queries.procedure.use(timed).use(limited).use(opened).use(authorized);

/** What opens a locked copy again has to answer while it is locked, and tells nothing of it. */
export const readingLocked = reading.meta({ ...least, whileLocked: true });

/** An answer that is worked out over the whole book. */
export const computing = reading.meta({ cost: 'compute', role: 'viewer' });

/** What the company's server is asked for each time. */
export const heavyReading = reading.meta({ cost: 'heavy', role: 'viewer' });

/** Things that concern only this desktop: views, snoozes, sync now. @param touches what screens hold of it */
export function ownWork(touches: readonly Topic[]) {
  return mutationOf({ cost: 'write', role: 'viewer', touches });
}

/** Its counterpart for a locked copy. */
export function ownWorkLocked(touches: readonly Topic[], cost: Cost = 'write') {
  return mutationOf({ cost, role: 'viewer', touches, whileLocked: true });
}

/** What takes long: a file to write, a server to examine. */
export function heavyWork(touches: readonly Topic[]) {
  return mutationOf({ cost: 'heavy', role: 'viewer', touches });
}

/** What counts for others too. */
export function managing(touches: readonly Topic[]) {
  return mutationOf({ cost: 'write', role: 'manager', touches });
}

/** What is for who looks after the company. */
export function administering(touches: readonly Topic[]) {
  return mutationOf({ cost: 'heavy', role: 'admin', touches });
}

/** What a router is made of: a mutation only if it says what it touches. */
export type Procedure =
  | AnyTRPCQueryProcedure
  | TRPCMutationProcedure<{ input: unknown; output: unknown; meta: MutationMeta }>;

export function router<Members extends Readonly<Record<string, Procedure | AnyTRPCRouter>>>(
  members: Members,
) {
  return queries.router(members);
}
