import type { ClientBase } from 'pg';
import { erasedContact, erasedText } from '../../lib/privacy/erased-words';
import type { FoundContact } from './find-person';
import { replaceIds } from './sweep-ids';

/** What a statement removes, by table. */
type Counts = Map<string, number>;

/**
 * The contact's rows: what says who it is goes, and so do texts about nobody else. The number and the use stay.
 * @returns rows changed, by table
 */
export async function eraseRows(client: ClientBase, contact: FoundContact): Promise<Counts> {
  const { userId, externalId } = contact;
  const counts: Counts = new Map();
  const run = async (table: string, statement: string, values: unknown[]) => {
    const { rowCount } = await client.query(statement, values);
    if ((rowCount ?? 0) > 0) counts.set(table, (counts.get(table) ?? 0) + (rowCount ?? 0));
  };
  const keptAs = contact.idSaysWho ? `erased-${userId}` : externalId;
  await run(
    'users',
    `UPDATE customer_success.users SET name = $2, email = NULL, phone = NULL, title = NULL, role = 'member', attributes = NULL, external_id = $3,
            erased_at = clock_timestamp()
      WHERE user_id = $1 AND erased_at IS NULL`,
    [userId, erasedContact, keptAs],
  );
  await run('notes', `UPDATE customer_success.notes SET text = $2 WHERE user_id = $1 AND text <> $2`, [
    userId,
    erasedText,
  ]);
  await run(
    'support_tickets',
    `UPDATE customer_success.support_tickets SET subject = '' WHERE $1 IN (user_id, unlisted_user_id) AND subject <> ''`,
    [userId],
  );
  await run(
    'survey_responses',
    `UPDATE customer_success.survey_responses SET comment = NULL WHERE $1 IN (user_id, unlisted_user_id) AND comment IS NOT NULL`,
    [userId],
  );
  // What was sent stays as a number; what still waits is not sent.
  await run(
    'interventions',
    `UPDATE customer_success.interventions
        SET address = NULL, domain = NULL, content = NULL, despite = NULL, reply = NULL, decision_reason = NULL,
            stage = CASE WHEN stage IN ('proposed', 'waiting', 'claimed') THEN 'cancelled' ELSE stage END,
            reason = CASE WHEN stage IN ('proposed', 'waiting', 'claimed') THEN 'gone' ELSE reason END
      WHERE user_id = $1 AND (address IS NOT NULL OR content IS NOT NULL OR stage IN ('proposed', 'waiting', 'claimed'))`,
    [userId],
  );
  await run(
    'intervention_steps',
    `UPDATE customer_success.intervention_steps s SET reply = NULL
      WHERE s.reply IS NOT NULL AND s.run_id IN (SELECT run_id FROM customer_success.interventions WHERE user_id = $1)`,
    [userId],
  );
  await run(
    'incoming_mails',
    `UPDATE customer_success.incoming_mails
        SET said = NULL, from_name = NULL, from_address = NULL, subject = NULL, words = NULL
      WHERE user_id = $1 AND num_nonnulls(said, from_name, from_address, subject, words) > 0`,
    [userId],
  );
  await run('user_health_scores', 'DELETE FROM customer_success.user_health_scores WHERE user_id = $1', [
    userId,
  ]);
  // Where they agreed was written down by a person.
  await run(
    'communication_preferences',
    `UPDATE customer_success.communication_preferences SET source = NULL WHERE user_id = $1 AND source IS NOT NULL`,
    [userId],
  );
  // What a rule found of the contact, and what they reached by use, is about nobody else.
  const theirs = [
    'rule_firings',
    'rule_subjects',
    'in_app_messages',
    'push_subscriptions',
    'user_milestones',
    'milestone_progress_history',
    'milestone_achievements',
    'contact_departures',
  ];
  for (const table of theirs)
    await run(table, `DELETE FROM customer_success.${table} WHERE user_id = $1`, [userId]);
  await run(
    'operations',
    `UPDATE customer_success.operations p SET answer = p.answer - 'lost'
      WHERE p.answer ? 'lost' AND p.entry IN (SELECT n.note_id FROM customer_success.notes n WHERE n.user_id = $1)`,
    [userId],
  );
  if (!contact.idSaysWho) return counts;
  await run(
    'unlisted_users',
    'UPDATE customer_success.unlisted_users SET external_id = $2 WHERE user_id = $1',
    [userId, keptAs],
  );
  await run(
    'merged_counts',
    'UPDATE customer_success.merged_counts SET given_user = $3 WHERE organization_id = $1 AND given_user = $2',
    [contact.organizationId, externalId, keptAs],
  );
  return counts;
}

/** Ids by which contacts were known that were merged into this one. */
export async function eraseMergedIds(
  client: ClientBase,
  userId: number,
  ids: readonly string[],
): Promise<number> {
  if (ids.length === 0) return 0;
  const these = ids.map((id) => client.escapeLiteral(id)).join(', ');
  return replaceIds(
    client,
    'merged_contacts',
    'external_id',
    `t.user_id = ${userId} AND t.external_id IN (${these})`,
  );
}
