import type { Invariant } from './invariant';

export const ofRules: readonly Invariant[] = [
  {
    says: 'a rule fires once each time that it comes to hold',
    broken: `
      SELECT format('rule %s of account %s: %s times for %s', rule_id, organization_id, count(*), generation)
        FROM rule_firings GROUP BY rule_id, organization_id, user_id, generation HAVING count(*) > 1
      UNION ALL
      SELECT format('rule %s of account %s: fired for %s, which is still to come', f.rule_id, f.organization_id, f.generation)
        FROM rule_firings f JOIN rule_subjects s USING (rule_id, organization_id)
       WHERE s.user_id IS NOT DISTINCT FROM f.user_id AND f.generation > s.generation`,
  },
  {
    says: 'a rule has one open call to action of a kind for an account',
    broken: `
      SELECT format('rule %s of account %s: %s open of %s', rule_id, organization_id, count(*), type)
        FROM ctas WHERE outcome IS NULL AND rule_id IS NOT NULL GROUP BY rule_id, organization_id, type HAVING count(*) > 1`,
  },
  {
    says: 'what a rule sends comes of a firing of it that nothing held',
    broken: `
      SELECT format('message %s of rule %s', i.run_id, i.rule_id)
        FROM interventions i
       WHERE i.rule_id IS NOT NULL
         AND NOT EXISTS (SELECT FROM rule_firings f WHERE f.rule_id = i.rule_id AND f.organization_id = i.organization_id
                            AND f.held_by IS NULL AND NOT f.held_out)`,
  },
];
