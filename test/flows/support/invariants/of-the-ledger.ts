import type { Invariant } from './invariant';

export const ofTheLedger: readonly Invariant[] = [
  {
    says: 'an account’s points and debt are the sums of its ledger, and neither is below nothing',
    broken: `
      SELECT format('account %s: %s and %s, the ledger %s and %s', organization_id, a.balance, a.owed, t.points, t.owed)
        FROM reward_accounts a
        FULL JOIN (SELECT organization_id, sum(points) AS points, sum(owed) AS owed FROM reward_transactions GROUP BY 1) t
       USING (organization_id)
       WHERE (coalesce(a.balance, 0), coalesce(a.owed, 0)) <> (coalesce(t.points, 0), coalesce(t.owed, 0))
          OR t.points < 0 OR t.owed < 0`,
  },
  {
    says: 'what is left of a lot is its row and those that name it, and not below nothing',
    broken: `
      SELECT format('lot %s: %s, the ledger %s', lot, l.left_points, t.points)
        FROM reward_lots l
        FULL JOIN (SELECT coalesce(lot, row_id) AS lot, sum(points) AS points FROM reward_transactions
                    WHERE lot IS NOT NULL OR points > 0 GROUP BY 1) t USING (lot)
       WHERE l.left_points IS DISTINCT FROM t.points OR t.points < 0`,
  },
  {
    says: 'a redemption that stands took what it costs, and one that was given back took nothing',
    broken: `
      SELECT format('redemption %s, %s: %s points for %s', r.reward_id, r.stage, coalesce(t.points, 0), r.cost)
        FROM user_rewards r
        LEFT JOIN (SELECT reward_id, sum(points) AS points FROM reward_transactions GROUP BY 1) t USING (reward_id)
       WHERE coalesce(t.points, 0) <> CASE WHEN r.stage IN ('proposed', 'approved') THEN -r.cost ELSE 0 END`,
  },
  {
    says: 'an origin is awarded once, and a lot runs out once',
    broken: `
      SELECT format('account %s: %s rows of %s', organization_id, count(*), coalesce(origin, 'the expiry of lot ' || lot))
        FROM reward_transactions WHERE (kind = 'award' AND origin IS NOT NULL) OR kind = 'expire'
       GROUP BY organization_id, kind, origin, lot HAVING count(*) > 1`,
  },
  {
    says: 'nobody owes points who could spend some',
    broken: `
      SELECT format('account %s owes %s and has %s', a.organization_id, a.owed, sum(l.left_points))
        FROM reward_accounts a JOIN reward_lots l USING (organization_id)
       WHERE a.owed > 0 AND l.left_points > 0 AND (l.last_day IS NULL OR l.last_day >= company_today())
       GROUP BY a.organization_id, a.owed`,
  },
  {
    says: 'an account’s tier is the last one of its history',
    broken: `
      SELECT format('account %s: %s, its history %s', a.organization_id, a.tier, h.tier)
        FROM reward_accounts a
        LEFT JOIN LATERAL (SELECT t.tier FROM reward_tier_history t WHERE t.organization_id = a.organization_id
                            ORDER BY t.row_id DESC LIMIT 1) h ON true
       WHERE a.tier IS DISTINCT FROM h.tier`,
  },
  {
    says: 'as many of an item with a stock are taken as redemptions of it stand, and no more than there are',
    broken: `
      SELECT format('item %s: %s of %s taken, %s stand', i.name, i.taken, i.stock, count(r.*))
        FROM rewards_catalog i LEFT JOIN user_rewards r ON r.item_id = i.item_id AND r.stage IN ('proposed', 'approved')
       GROUP BY i.item_id, i.name, i.taken, i.stock HAVING i.taken <> CASE WHEN i.stock IS NULL THEN 0 ELSE count(r.*) END OR i.taken > i.stock`,
  },
];
