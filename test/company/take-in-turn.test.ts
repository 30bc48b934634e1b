import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import type { ClientBase } from 'pg';
import { expect, test } from 'vitest';
import { takeInTurn } from '../../src-main/company/take-in-turn';

/** Sessions are only handed on here, so a name is enough. */
const named = (name: string) => ({ name }) as unknown as ClientBase & { readonly name: string };
const first = named('first');
const second = named('second');

/** A batch that stages for so many ms, writes for so many, and may fail at either. */
interface Batch {
  readonly staging: number;
  readonly writing: number;
  readonly fails?: 'staging' | 'writing' | undefined;
}

interface Course {
  /** What began and ended, as `stage 0`, `staged 0`, `write 0`, `written 0`. */
  readonly events: string[];
  readonly sessions: string[];
  readonly told: number[];
  readonly error: string | null;
}

async function run(
  batches: readonly Batch[],
  open: (() => Promise<ClientBase | null>) | null,
): Promise<Course> {
  const events: string[] = [];
  const sessions: string[] = [];
  const told: number[] = [];
  const numbered = (async function* () {
    for (const [number, batch] of batches.entries()) yield { number, ...batch };
  })();
  const taken = takeInTurn(numbered, { first, second: open }, async (session, batch, turn) => {
    sessions.push((session as typeof first).name);
    events.push(`stage ${batch.number}`);
    await pause(batch.staging);
    if (batch.fails === 'staging') throw new Error(`failed ${batch.number}`);
    events.push(`staged ${batch.number}`);
    await turn();
    events.push(`write ${batch.number}`);
    await pause(batch.writing);
    if (batch.fails === 'writing') throw new Error(`failed ${batch.number}`);
    events.push(`written ${batch.number}`);
    return batch.number;
  });
  let error: string | null = null;
  try {
    for await (const { taken: number } of taken) told.push(number);
  } catch (thrown) {
    error = (thrown as Error).message;
  }
  events.push('over');
  // Whatever still runs now would use a session that is ended.
  await pause(20);
  return { events, sessions, told, error };
}

const writes = (events: readonly string[]) => events.filter((event) => event.startsWith('writ'));

test('over two sessions the next batch is staged while the one before it is written', async () => {
  const { events, sessions, told } = await run(
    [
      { staging: 1, writing: 30 },
      { staging: 1, writing: 1 },
      { staging: 1, writing: 1 },
    ],
    async () => second,
  );
  expect(events.indexOf('staged 1')).toBeLessThan(events.indexOf('written 0'));
  expect(sessions).toEqual(['first', 'second', 'first']);
  expect(told).toEqual([0, 1, 2]);
});

test('over one session a batch is staged once the one before it is written', async () => {
  const three = Array.from({ length: 3 }, () => ({ staging: 1, writing: 1 }));
  for (const open of [null, async () => null]) {
    const { events, sessions } = await run(three, open);
    expect(events).toEqual(
      [0, 1, 2].flatMap((n) => [`stage ${n}`, `staged ${n}`, `write ${n}`, `written ${n}`]).concat('over'),
    );
    expect(sessions).toEqual(['first', 'first', 'first']);
  }
});

test('a second session is asked for once, and not for a single batch', async () => {
  let asked = 0;
  const open = async () => {
    asked += 1;
    return second;
  };
  await run([{ staging: 0, writing: 0 }], open);
  expect(asked).toBe(0);
  await run(
    Array.from({ length: 5 }, () => ({ staging: 0, writing: 0 })),
    open,
  );
  expect(asked).toBe(1);
});

test('whatever takes how long and fails where, batches are written one after the other, in order, up to the first that failed', async () => {
  const batch = fc.record({
    staging: fc.integer({ min: 0, max: 4 }),
    writing: fc.integer({ min: 0, max: 4 }),
    fails: fc.oneof(
      { weight: 8, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom('staging' as const, 'writing' as const) },
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { maxLength: 8 }), fc.boolean(), async (batches, two) => {
      const { events, told, error } = await run(batches, two ? async () => second : null);
      const failed = batches.findIndex(({ fails }) => fails !== undefined);
      const whole = failed === -1 ? batches.length : failed;
      const expected = Array.from({ length: whole }, (_, n) => [`write ${n}`, `written ${n}`]).flat();
      if (batches[failed]?.fails === 'writing') expected.push(`write ${failed}`);
      expect(writes(events)).toEqual(expected);
      expect(told).toEqual(Array.from({ length: whole }, (_, n) => n));
      expect(error).toBe(failed === -1 ? null : `failed ${failed}`);
      expect(events.at(-1)).toBe('over');
    }),
    { numRuns: 60 },
  );
});
