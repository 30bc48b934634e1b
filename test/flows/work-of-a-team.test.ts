import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { activityToScore } from './activity-to-score';
import { batchOf25Contacts } from './batch-of-25-contacts';
import { everythingConsistentAfterwards } from './everything-consistent-afterwards';
import { fiftyDesktopsAtOnce } from './fifty-desktops-at-once';
import { manyManagersAtOnce } from './many-managers-at-once';
import { milestoneToReward } from './milestone-to-reward';
import { redemption } from './redemption';
import { riskToIntervention } from './risk-to-intervention';
import { scoreToRisk } from './score-to-risk';
import { sequenceToGoal } from './sequence-to-goal';
import { changeStore } from './support/at-desk';
import { breakages, withoutChecks } from './support/breakages';
import { companyProblems, invariants, type WholeCompany } from './support/company-invariants';
import { runFlows } from './support/run-flows';
import { unsubscribedBeforeItGoes } from './unsubscribed-before-it-goes';

const company = runFlows([
  ['use becomes a score that everybody sees', activityToScore],
  ['a score that falls becomes a risk', scoreToRisk],
  ['a risk leads to a mail and a call', riskToIntervention],
  ['a milestone becomes points', milestoneToReward],
  ['points are redeemed', redemption],
  ['twenty-five contacts are a batch', batchOf25Contacts],
  ['many managers decide at once', manyManagersAtOnce],
  ['fifty desktops work at once', fiftyDesktopsAtOnce],
  ['contacts are led through a sequence to its goal', sequenceToGoal],
  ['a contact unsubscribes before it goes', unsubscribedBeforeItGoes],
  ['everything is consistent afterwards', everythingConsistentAfterwards],
]);

describe('the look at the whole company notices', () => {
  let client: pg.PoolClient;
  // Everybody has gone home, and nobody comes back: what would refuse a mistake can be taken away.
  beforeAll(async () => {
    for (const { host } of company.desks) await host.leave();
    client = await company.team.company.admin.connect();
    await client.query(withoutChecks);
  });
  afterAll(() => client.release());
  const look = (more: Partial<WholeCompany> = {}) =>
    companyProblems({ admin: client, desks: [], mails: null, ...more });

  test('nothing, while nothing is wrong', async () => {
    expect(await look({ desks: company.desks, mails: company.mails })).toEqual([]);
  });

  test.each(invariants.map(({ says }) => says))('when it is not so that %s', async (says) => {
    const [, sql = ''] = Object.entries(breakages).find(([begins]) => says.startsWith(begins)) ?? [];
    await client.query('BEGIN');
    try {
      await client.query('SET LOCAL session_replication_role = replica');
      await client.query(`SET LOCAL search_path = customer_success; ${sql}`);
      const noticed = await look();
      expect([...new Set(noticed.map((problem) => problem.slice(0, says.length)))]).toEqual([says]);
    } finally {
      await client.query('ROLLBACK');
    }
  });

  test('a mail that went twice, one that nobody sent, and one that never came', async () => {
    const counts = new Map(company.mails.counts());
    const [twice, lost] = [...counts.keys()];
    counts.set(twice ?? '', 2);
    counts.delete(lost ?? '');
    counts.set('nobody@acme.example', 1);
    expect(await look({ mails: { counts: () => counts } })).toEqual([
      expect.stringContaining(`a mail goes once: ${twice}`),
      expect.stringContaining('a mail is one of the company’s: nobody@acme.example'),
      expect.stringContaining(`what was sent arrived: ${lost}`),
    ]);
  });

  test('a row that a copy lacks, one that it has too much, a decision that never went up, and a head of the audit', async () => {
    const ann = company.desks.find(({ name }) => name === 'Ann');
    if (ann === undefined) throw new Error('Ann has a desktop');
    changeStore(
      ann.host,
      `update organizations set name = 'Another name' where organization_id = (select min(organization_id) from organizations);
       update operations set state = 'pending' where seq = (select max(seq) from operations);
       update audit_heads set problem = 'shorter' where chain = (select max(chain) from audit_heads)`,
    );
    expect(await look({ desks: [ann] })).toEqual([
      expect.stringMatching(/^Ann’s copy is what Ann sees: 1 rows of organizations are missing/),
      expect.stringMatching(
        /^Ann’s copy is what Ann sees: 1 rows of organizations are too many: .*Another name/,
      ),
      'what Ann decided has gone up: 1 operations wait',
      expect.stringMatching(/^the audit is as Ann knew it/),
    ]);
  });
});
