import { initTRPC } from '@trpc/server';
import { isAtLeast, type Role } from '../../src-preload/contract/roles';
import { StewardError } from '../lib/steward-error';
import type { ApiContext } from './context';
import type { Cost } from './rate-limits';

interface Meta {
  readonly cost: Cost;
  readonly role: Role;
}

const least: Meta = { cost: 'read', role: 'viewer' };
const t = initTRPC.context<ApiContext>().meta<Meta>().create({ defaultMeta: least });

const guarded = t.procedure
  .use(async ({ path, ctx, next }) => {
    const start = performance.now();
    const result = await next();
    ctx.store.timings.record(`api.${path}`, performance.now() - start);
    return result;
  })
  .use(async ({ meta = least, path, ctx, next }) => {
    await ctx.rateLimits(meta.cost, path);
    return next();
  })
  .use(({ meta = least, ctx, next }) => {
    const role = ctx.role();
    if (!isAtLeast(role, meta.role)) {
      throw new StewardError(
        'forbidden',
        `This needs the role ${meta.role}; you are ${role}. Ask your administrator.`,
      );
    }
    return next();
  });

export const router = t.router;
export const reading = guarded;
export const heavyReading = guarded.meta({ cost: 'heavy', role: 'viewer' });
/** Things that concern only this desktop: views, snoozes, sync now. */
export const ownWork = guarded.meta({ cost: 'write', role: 'viewer' });
export const managing = guarded.meta({ cost: 'write', role: 'manager' });
