import type { Invariant } from './invariant';

/** Entries that stay where they are once they were made. */
const made: readonly (readonly [kind: string, table: string, key: string])[] = [
  ['note.add', 'notes', 'note_id'],
  ['pulse.set', 'pulses', 'pulse_id'],
  ['cta.open', 'ctas', 'cta_id'],
  ['reward.award', 'reward_transactions', 'transaction_id'],
  ['reward.redeem', 'user_rewards', 'reward_id'],
  ['milestone.save', 'milestone_definitions', 'milestone_id'],
  ['rule.save', 'rules', 'rule_id'],
];

export const ofDecisions: readonly Invariant[] = [
  {
    says: 'what took effect is in the audit once, and what was refused is not',
    broken: `
      SELECT format('%s %s, %s: %s times', o.kind, o.op_id, o.outcome, count(l.*))
        FROM operations o LEFT JOIN audit_log l USING (op_id) GROUP BY o.op_id, o.kind, o.outcome
      HAVING count(l.*) <> CASE WHEN o.outcome = 'refused' THEN 0 ELSE 1 END`,
  },
  {
    says: 'the audit’s chains are whole',
    broken: `SELECT to_jsonb(p)::text FROM audit_problems() p`,
  },
  {
    says: 'what somebody made is there',
    broken: made
      .map(
        ([kind, table, key]) => `
      SELECT format('${kind} %s', o.op_id) FROM operations o
       WHERE o.kind = '${kind}' AND o.outcome = 'applied' AND (o.answer ->> 'entry')::uuid = o.op_id
         AND NOT EXISTS (SELECT FROM ${table} t WHERE t.${key} = o.op_id)`,
      )
      .join(' UNION ALL '),
  },
];
