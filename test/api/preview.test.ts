import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerCall } from '../../src-main/api/answer-call';
import type { ApiContext } from '../../src-main/api/context';
import { createRateLimits } from '../../src-main/api/rate-limits';
import { starterConfig } from '../../src-main/engines/health/starter-config';
import type { Store } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { createNameFinder } from '../../src-main/work/finding/name-finder';
import { previewConfig } from '../../src-main/work/scoring/preview-config';
import { growCompany, writeCompany } from '../support/grown-company';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

const grown = 30;
const times = 100;

let scored: ScoredStore;
let few: Awaited<ReturnType<typeof previewConfig>>;

const harsher = { ...starterConfig, bands: { middle: 85, healthy: 97 } };

beforeAll(async () => {
  scored = storeWithJobs(today);
  writeCompany(
    scored.store,
    growCompany({ seed: 8, accounts: grown, firstDay: today - 200, lastDay: today }),
  );
  await scoreOn(scored, today);
  few = await previewConfig(scored.store, harsher);
  multiply(scored.store);
});
afterAll(() => scored?.close());

/** Writes every account with its latest score again and again, under new numbers. */
function multiply(store: Store): void {
  const sqlite = store.db.client;
  writeTransaction(store, 'test copies', () => {
    for (const table of ['organizations', 'account_summaries', 'account_days']) {
      const columns = (sqlite.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
      const copied = columns.map((name) =>
        name === 'organization_id'
          ? 'organization_id + 1000 * k.value'
          : name === 'external_id'
            ? `external_id || '-' || k.value`
            : name,
      );
      sqlite.exec(
        `insert into ${table} (${columns.join(', ')}) select ${copied.join(', ')} from ${table}, (with recursive k(value) as (select 1 union all select value + 1 from k where value < ${times - 1}) select value from k) k`,
      );
    }
  });
}

/** The host's procedures on this store; what a preview has no use for is not there. */
function context(): ApiContext {
  const { store, jobs, clock } = scored;
  const nothingElse = {
    sync: null,
    connection: null,
    actions: null,
    emit: null,
    askShell: null,
  } as unknown as ApiContext;
  return {
    ...nothingElse,
    store,
    jobs,
    clock,
    names: createNameFinder(store.read),
    role: () => 'manager',
    rateLimits: createRateLimits(),
    log: pino({ level: 'silent' }),
  };
}

describe('the preview of a configuration for many accounts', () => {
  it('counts each of them, as it does for few', async () => {
    expect(few.changedBand).toBeGreaterThan(0);
    const many = await previewConfig(scored.store, harsher);
    const each = (bands: typeof few.before) =>
      Object.fromEntries(Object.entries(bands).map(([band, count]) => [band, times * count]));
    expect(many.scored).toBe(times * few.scored);
    expect(many.before).toEqual(each(few.before));
    expect(many.after).toEqual(each(few.after));
    expect(many.changedBand).toBe(times * few.changedBand);
    expect(many.moves).toHaveLength(200);
    expect(many.moves.every(({ arr }, i) => i === 0 || arr <= (many.moves[i - 1]?.arr ?? 0))).toBe(true);
  });

  it('scores who is marked as churned and came back in the stage that scoring takes', async () => {
    const { client } = scored.store.db;
    const former = client
      .prepare('select organization_id, lifecycle_stage from organizations')
      .raw()
      .all() as [number, string][];
    const [defaultProfile] = starterConfig.organizationProfiles.slice(-1);
    if (defaultProfile === undefined) throw new Error('a configuration has a profile');
    // Only the churned would be judged by what nobody has: a pulse.
    const ofChurned = {
      ...defaultProfile,
      id: 'of-churned',
      lifecycleStages: ['churned' as const],
      dimensions: Object.fromEntries(
        Object.entries(defaultProfile.dimensions).map(([dimension, { weight }]) => [
          dimension,
          {
            weight,
            measures:
              dimension === 'satisfaction'
                ? [
                    {
                      id: 'pulse' as const,
                      weight: 1,
                      breakpoints: [
                        [0, 0],
                        [100, 100],
                      ] as [number, number][],
                      missing: 'poor' as const,
                    },
                  ]
                : [],
          },
        ]),
      ) as typeof defaultProfile.dimensions,
    };
    const config = {
      ...starterConfig,
      organizationProfiles: [ofChurned, ...starterConfig.organizationProfiles],
    };
    client.exec("update organizations set lifecycle_stage = 'churned'");
    expect(await previewConfig(scored.store, config)).toEqual(
      await previewConfig(scored.store, starterConfig),
    );
    const restore = client.prepare('update organizations set lifecycle_stage = ? where organization_id = ?');
    for (const [id, stage] of former) restore.run(stage, id);
  });

  it('lets whatever waits have its turn, again and again', async () => {
    let isOver = false;
    const preview = previewConfig(scored.store, harsher).finally(() => {
      isOver = true;
    });
    let turns = 0;
    while (!isOver) {
      await setImmediate();
      turns += 1;
    }
    expect(turns).toBeGreaterThanOrEqual((await preview).scored / 500);
  });

  it('does not hold up a quick call that comes after it', async () => {
    const answered: string[] = [];
    const ask = async (path: string, input: unknown) => {
      const answer = await answerCall(context(), path, input);
      expect(answer).toMatchObject({ ok: true });
      answered.push(path);
    };
    const preview = ask('settings.previewConfig', { config: harsher });
    await setImmediate();
    await ask('palette.search', { query: 'a', limit: 6 });
    await preview;
    expect(answered).toEqual(['palette.search', 'settings.previewConfig']);
  });
});
