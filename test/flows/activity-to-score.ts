import { expect } from 'vitest';
import { accountOverviewSchema } from '../../src-preload/contract/account';
import { type FlowAccount, type FlowCompany, patience, scoreAt } from './support/flow-company';

/** Use comes in, becomes a score, and everybody sees the same one; the order in which use came in plays no part. */
export async function activityToScore(company: FlowCompany): Promise<void> {
  const { ada, ann, rows } = company;
  const account = await company.newAccount({ name: 'Busy Bakers' });
  const written = async ({ id }: FlowAccount) =>
    (
      await rows<{ score: number }>(
        'SELECT score FROM customer_success.organization_health_scores WHERE organization_id = $1',
        [id],
      )
    )[0]?.score;
  await expect.poll(() => written(account), patience).toBeGreaterThan(0);
  const first = await written(account);
  const overview = accountOverviewSchema.parse(await ann.ask('account.overview', { id: account.id }));
  expect([overview.health.score, await scoreAt(ada, account.id)]).toEqual([first, first]);
  const contributions = overview.breakdown?.measures.map(({ contribution }) => contribution) ?? [];
  expect(contributions.reduce((sum, one) => sum + one, 0)).toBeCloseTo(
    overview.breakdown?.exactScore ?? 0,
    6,
  );

  // Another one with the same life, of which the earlier half becomes known after the later one.
  const twin = await company.newAccount({
    name: 'Busy Brewers',
    eventsPerUser: 'CASE WHEN days_ago < 30 THEN 1 ELSE 0 END',
  });
  await expect.poll(() => written(twin), patience).toBeGreaterThan(0);
  await rows(
    `INSERT INTO customer_success.activity_events (organization_id, user_id, feature_id, occurred_at)
     SELECT $2, t.user_id, e.feature_id, e.occurred_at
       FROM customer_success.activity_events e JOIN customer_success.users u USING (user_id)
       JOIN customer_success.users t ON t.organization_id = $2 AND t.external_id = u.external_id
      WHERE e.organization_id = $1 AND e.occurred_at < now() - interval '29 days 12 hours' ORDER BY e.occurred_at DESC`,
    [account.id, twin.id],
  );
  await expect.poll(() => written(twin), patience).toBe(first);
  await expect.poll(() => scoreAt(ann, twin.id), patience).toBe(first);
}
