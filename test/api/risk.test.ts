import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { accountListSchema } from '../../src-preload/contract/accounts';
import type { Job } from '../../src-preload/contract/jobs';
import { accountRiskSchema } from '../../src-preload/contract/risk/account-risk';
import { modelCardAnswerSchema } from '../../src-preload/contract/risk/model-card';
import { riskScreenSchema } from '../../src-preload/contract/risk/risk-screen';
import { openCompany } from '../support/open-company';
import { openForTests } from '../support/open-for-tests';
import { type RunningHost, startHost } from '../support/running-host';
import { fillCompany } from '../sync/support/company';

const there = openForTests(() =>
  openCompany(async (admin) => {
    await fillCompany(admin, 8);
    await admin.query(
      `insert into customer_success.intervention_history (organization_id, external_id, kind, started_at)
       select organization_id, 'long ago ' || organization_id, 'business_review', now() - interval '200 days'
         from customer_success.organizations where organization_id <= 5`,
    );
    await trouble(admin, 1);
  }),
);
let host: RunningHost;
beforeAll(async () => {
  host = await startHost(there.managerUrl);
  await host.scored();
});
afterAll(() => host?.close());

/** A payment failed, an urgent ticket has been open for days, and the only champion left: high, whatever the score. */
async function trouble(admin: pg.Pool, account: number): Promise<void> {
  await admin.query(
    `update customer_success.users set role = 'champion', deactivated_at = now() - interval '1 day'
      where organization_id = ${account} and external_id = 'u1';
     update customer_success.subscriptions set payment_failed_at = now() - interval '2 days' where organization_id = ${account};
     insert into customer_success.support_tickets (organization_id, external_id, subject, severity, opened_at)
     values (${account}, 'urgent', 'Nothing loads', 'urgent', now() - interval '3 days')`,
  );
}

const isMeasured = ({ kind, state }: Job) => kind === 'measure_effects' && state === 'succeeded';

const screen = async (input = {}) => riskScreenSchema.parse(await host.ask('risk.screen', input));

describe('the risk of a company that hardly anyone has left', () => {
  it('stands as levels by rules, with no invented probability', async () => {
    const { points, total, noForecast, model, expectedLoss90 } = await screen();
    expect(points).toHaveLength(total);
    expect(total).toBeGreaterThan(0);
    expect(points.every(({ p90, expectedLoss90: loss }) => p90 === null && loss === null)).toBe(true);
    expect({ model, expectedLoss90 }).toEqual({ model: null, expectedLoss90: null });
    expect(noForecast?.churns).toBeLessThan(noForecast?.needed ?? 0);
  });

  it('is counted by week, and a first level is a change', async () => {
    const { distribution, changes, points } = await screen();
    const last = distribution.at(-1);
    expect((last?.low ?? 0) + (last?.medium ?? 0) + (last?.high ?? 0) + (last?.critical ?? 0)).toBe(
      points.length,
    );
    expect(changes.map(({ id }) => id)).toEqual([1]);
    expect(changes.every(({ from, to }) => from !== to)).toBe(true);
  });

  it('can be narrowed to levels', async () => {
    const all = (await screen()).points;
    const level = all[0]?.level ?? 'low';
    const { points, total } = await screen({ levels: [level] });
    expect(points.length).toBeLessThan(all.length);
    expect(points.map(({ id }) => id)).toEqual(
      all.filter((point) => point.level === level).map(({ id }) => id),
    );
    expect(total).toBe(points.length);
    expect((await screen({ minProbability: 0.1 })).total).toBe(0);
  });

  it('is told account by account, with what to do', async () => {
    const [first] = accountListSchema.parse(
      await host.ask('accounts.list', {
        filter: {},
        sort: { key: 'name', descending: false },
        offset: 0,
        limit: 1,
      }),
    ).rows;
    const risk = accountRiskSchema.parse(await host.ask('risk.account', { id: first?.id }));
    expect(risk.level).toBe(first?.risk);
    expect(risk.forecast).toBeNull();
    expect(risk.noForecast).not.toBeNull();
    expect(risk.history.at(-1)?.level).toBe(risk.level);
    expect(risk.recommendations.length).toBeGreaterThan(1);
    for (const { because } of risk.recommendations) expect(because).not.toBe('');
  });

  it('tells of what was done that it is too small to tell, with the numbers', async () => {
    await vi.waitUntil(
      () => host.events.some((event) => event.type === 'job' && isMeasured(event.job)),
      30_000,
    );
    const { effects } = modelCardAnswerSchema.parse(await host.ask('risk.card'));
    const reviews = effects.find(({ kind }) => kind === 'business_review');
    expect(reviews).toMatchObject({ basis: 'observed', verdict: 'too_small' });
    expect(reviews?.text).toMatch(/^Too small to tell/);
    expect(effects.every(({ verdict }) => verdict === 'too_small')).toBe(true);
  });

  it('trains no model, and says why', async () => {
    const { jobId } = (await host.ask('risk.train')) as { jobId: number };
    const job = await vi.waitUntil(
      () =>
        host.events
          .flatMap((event) => (event.type === 'job' ? [event.job] : []))
          .find(({ id, finishedAt }) => id === jobId && finishedAt !== null),
      30_000,
    );
    expect(job.state).toBe('succeeded');
    expect(job.message).toMatch(/too few to learn from/);
    const { card, noForecast } = modelCardAnswerSchema.parse(await host.ask('risk.card'));
    expect(card).toBeNull();
    expect(noForecast?.text).toMatch(/no chance can be learned/);
  });

  it('answers for an account that is not there with what to do', async () => {
    const answer = await host.call('risk.account', { id: 999_999 });
    expect(answer).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });
});
