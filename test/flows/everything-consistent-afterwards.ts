import { expect } from 'vitest';
import { diagnose } from '../../src-main/company/diagnose';
import { type RunningHost, startHost } from '../support/running-host';
import { lookInto } from './support/at-desk';
import { type FlowCompany, patience } from './support/flow-company';

/** After all that happened the doctor finds nothing, and a computer that has never seen the company comes to the same of it. */
export async function everythingConsistentAfterwards(company: FlowCompany): Promise<void> {
  const { ada, team } = company;
  const findings = await diagnose(team.logins.ada.url);
  expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  const login = await team.company.createLogin({ role: 'admin', scope: 'all' });
  const fresh = await startHost(login.url, undefined, { pace: company.pace });
  try {
    const known = figuresAt(ada);
    expect(known.length).toBeGreaterThan(3);
    await expect.poll(() => figuresAt(fresh), patience).toEqual(known);
  } finally {
    await fresh.close();
  }
}

function figuresAt(host: RunningHost) {
  return lookInto(host, (db) =>
    db
      .prepared<[], Record<string, unknown>>(
        `select o.external_id as account, s.score, s.confidence, s.users, s.active_users, s.events, s.last_activity_day
           from account_summaries s join organizations o using (organization_id) order by 1`,
      )
      .all(),
  );
}
