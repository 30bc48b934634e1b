import { expect } from 'vitest';
import { accountOverviewSchema } from '../../src-preload/contract/account';
import { type FlowCompany, patience } from './support/flow-company';

/** Use falls away, the score falls, the level of risk rises, and whoever looks after the account is told why. */
export async function scoreToRisk(company: FlowCompany): Promise<void> {
  const { ann, rows } = company;
  const { id } = await company.newAccount({ name: 'Fading Films' });
  const levels = async () =>
    (
      await rows<{ level: string }>(
        'SELECT level FROM customer_success.risk_assessment_history WHERE organization_id = $1 ORDER BY assessed_at',
        [id],
      )
    ).map(({ level }) => level);
  await expect.poll(async () => (await levels()).at(-1), patience).toBe('low');
  await rows(
    `DELETE FROM customer_success.activity_events WHERE organization_id = $1 AND occurred_at > now() - interval '45 days'`,
    [id],
  );
  await expect.poll(async () => (await levels()).at(-1), patience).toMatch(/high|critical/);
  const overview = async () => accountOverviewSchema.parse(await ann.ask('account.overview', { id }));
  await expect
    .poll(async () => (await overview()).health.riskLevel === (await levels()).at(-1), patience)
    .toBe(true);
  const { health, levelReason } = await overview();
  expect(health.indicators.map((indicator) => indicator.id)).toContain('all_users_idle');
  expect(levelReason).toMatch(/fell .* points in 28 days.*the risk is (high|critical)/);
  const today = await ann.ask('today.get', { limit: 50 });
  expect(JSON.stringify(today)).toContain('Fading Films');
  const [event] = await rows(
    `SELECT kind FROM customer_success.score_events WHERE organization_id = $1 AND kind LIKE '%level%'`,
    [id],
  );
  expect(event).toBeDefined();
}
