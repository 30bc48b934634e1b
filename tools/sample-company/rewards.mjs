// @ts-check
import { decide, withClient } from './decide.mjs';

const program = {
  is_on: true,
  expiry_months: 24,
  notice_days: 30,
  tier_months: 12,
  hand_most: 500,
  person_cap: 20_000,
  left_out_industries: ['Public sector', 'Government'],
  tiers: [
    { key: 'bronze', name: 'Bronze', from: 0, multiplier: 100, benefits: ['A place in the user group'] },
    { key: 'silver', name: 'Silver', from: 500, multiplier: 125, benefits: ['Early access to new features'] },
    {
      key: 'gold',
      name: 'Gold',
      from: 1500,
      multiplier: 150,
      benefits: ['Early access to new features', 'A strategy workshop each year'],
    },
  ],
};

const items = [
  {
    name: 'A set of mugs',
    cost: 80,
    value_minor: 6_000,
    stock: 40,
    description: 'Six of them, with the logo.',
  },
  {
    name: 'Training for a team',
    cost: 250,
    value_minor: 40_000,
    description: 'Two hours, online, for up to ten people.',
  },
  { name: 'Certificate course', cost: 300, value_minor: 15_000, for_contact: true, per_contact: 1 },
  {
    name: 'Review of the set-up',
    cost: 400,
    needs_approval: true,
    per_account: 1,
    stages: ['adoption', 'growth', 'renewal'],
  },
  {
    name: 'Conference ticket',
    cost: 600,
    value_minor: 18_000,
    for_contact: true,
    stock: 5,
    tier: 'silver',
    needs_approval: true,
  },
  {
    name: 'A day with an engineer',
    cost: 1200,
    value_minor: 120_000,
    stock: 3,
    tier: 'gold',
    needs_approval: true,
  },
];

const deeds = [
  'Went live in six weeks',
  'Told their story at the user group',
  'All teams are on it now',
  'Helped us try the new planning board',
  'Referred a new customer',
];

/**
 * Lets the largest accounts of the sample company have earned points, and redeemed some: once.
 * @param {string} adminUrl
 */
export async function giveRewards(adminUrl) {
  await withClient(adminUrl, async (client) => {
    const before = await client.query('SELECT FROM customer_success.reward_programs');
    if (before.rows.length > 0) return;
    const made = await decide(client, [
      { kind: 'reward.program', patch: { program } },
      ...items.map((patch) => ({ kind: 'reward.item', patch })),
    ]);
    const [, mugs, training, , review] = made;
    const accounts = await largestAccounts(client);
    await decide(client, [
      ...accounts.map((account) => ({
        kind: 'reward.account',
        account,
        patch: { consent: true, consent_note: 'Agreed with the contract' },
      })),
      ...accounts.flatMap((account, place) =>
        deeds.slice(0, 1 + (place % deeds.length)).map((reason, nth) => ({
          kind: 'reward.award',
          account,
          patch: { points: 150 + 100 * ((place + nth) % 5), reason },
        })),
      ),
    ]);
    const redeemed = (/** @type {string | undefined} */ item, /** @type {string} */ account) => ({
      kind: 'reward.redeem',
      account,
      patch: { item, contact: null, note: null },
    });
    await decide(client, [
      ...accounts.filter((_, place) => place % 2 === 0).map((account) => redeemed(mugs, account)),
      ...accounts.filter((_, place) => place % 5 === 4).map((account) => redeemed(training, account)),
      ...accounts.filter((_, place) => place % 5 === 3).map((account) => redeemed(review, account)),
    ]);
  });
}

/**
 * Customers that can redeem all of it.
 * @param {import('pg').Client} client
 * @returns {Promise<string[]>}
 */
async function largestAccounts(client) {
  const { rows } = await client.query(
    `SELECT o.external_id AS account FROM customer_success.organizations o
       JOIN customer_success.subscriptions s USING (organization_id)
      WHERE o.lifecycle_stage IN ('adoption', 'growth', 'renewal')
        AND coalesce(lower(o.industry), '') NOT IN ('public sector', 'government')
      GROUP BY o.organization_id ORDER BY sum(s.mrr) DESC, o.external_id LIMIT 20`,
  );
  return rows.map((row) => row.account);
}
