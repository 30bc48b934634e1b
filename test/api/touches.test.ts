import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { answerCall } from '../../src-main/api/answer-call';
import type { ApiContext } from '../../src-main/api/context';
import { managing, type Procedure, reading } from '../../src-main/api/procedure';
import { createRateLimits } from '../../src-main/api/rate-limits';
import { appRouter } from '../../src-main/api/router';
import { instantOfDay } from '../../src-main/lib/day';
import type { Role } from '../../src-preload/contract/roles';
import { type HostEvent, topicSchema } from '../../src-preload/contract/wire/events';
import { decisionsOn } from '../support/action-context';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
const now = instantOfDay(today);

let temporary: TemporaryStore;
let events: HostEvent[];
let role: Role;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  events = [];
  role = 'manager';
});
afterEach(() => temporary.remove());

/** The host's procedures on this store; what these calls have no use for is not there. */
function context(): ApiContext {
  const nothingElse = { jobs: null, sync: null, connection: null, askShell: null } as unknown as ApiContext;
  return {
    ...nothingElse,
    store: temporary.store,
    clock: { now: () => now },
    actions: decisionsOn(temporary.store, now),
    role: () => role,
    rateLimits: createRateLimits(),
    emit: (event) => events.push(event),
    log: pino({ level: 'silent' }),
  };
}

const call = (path: string, input: unknown) => answerCall(context(), path, input);
const pulse = (id: number) => call('account.setPulse', { id, points: 40, reason: 'They are unhappy' });

const procedureSchema = z.custom<{ readonly _def: unknown }>(
  (one) => typeof one === 'function' && '_def' in one,
);
const defSchema = z.object({
  type: z.string(),
  meta: z.object({ touches: z.array(topicSchema).optional() }),
});

describe('every mutation', () => {
  const defs = Object.entries<unknown>(appRouter._def.procedures).map(([path, procedure]) => ({
    path,
    ...defSchema.parse(procedureSchema.parse(procedure)._def),
  }));

  it('declares what it touches, and no query does', () => {
    expect(defs.filter(({ type }) => type === 'mutation').length).toBeGreaterThan(10);
    for (const { path, type, meta } of defs) {
      expect(meta.touches !== undefined, path).toBe(type === 'mutation');
    }
  });

  it('can’t be part of a router otherwise', () => {
    const declared = managing(['today']).mutation(() => 1);
    const undeclared = reading.mutation(() => 1);
    expectTypeOf(declared).toExtend<Procedure>();
    expectTypeOf(undeclared).not.toExtend<Procedure>();
  });
});

describe('the screens', () => {
  it('are told once of what a mutation touched, and of whose account', async () => {
    const id = addAccount(temporary.store, today);
    expect(await pulse(id)).toMatchObject({ ok: true });
    expect(events).toEqual([
      { type: 'invalidate', topics: ['account', 'accounts', 'today', 'risk'], accountIds: [id] },
    ]);
  });

  it('are told of no account where the mutation is of none', async () => {
    const id = addAccount(temporary.store, today);
    expect(await call('today.done', { key: `${id}:silent` })).toMatchObject({ ok: true });
    expect(events).toEqual([{ type: 'invalidate', topics: ['today'] }]);
  });

  it('are told nothing by a mutation that touches nothing, or by a query', async () => {
    const view = { name: 'Mine', filter: {}, sort: { key: 'arr', descending: true }, columns: [] };
    expect(await call('accounts.saveView', view)).toMatchObject({ ok: true });
    expect(await call('accounts.views', undefined)).toMatchObject({ ok: true });
    expect(events).toEqual([]);
  });

  it('are told nothing when a mutation is refused, by a check, the input or the role', async () => {
    const id = addAccount(temporary.store, today);
    expect(await pulse(999)).toMatchObject({ error: { code: 'not_found' } });
    expect(await call('account.setPulse', { id, points: 400 })).toMatchObject({
      error: { code: 'invalid_input' },
    });
    const another = { id, externalId: 'another', points: 40, reason: 'They are unhappy' };
    expect(await call('account.setPulse', another)).toMatchObject({ error: { code: 'conflict' } });
    role = 'viewer';
    expect(await pulse(id)).toMatchObject({ error: { code: 'forbidden' } });
    expect(events).toEqual([]);
  });
});
