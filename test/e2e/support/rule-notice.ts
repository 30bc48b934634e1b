import type pg from 'pg';
import { ruleDefinition } from '../../support/rules/entries';

/** A rule of this name tells the manager of an account, at the company. */
export async function writeRuleNotice(
  admin: pg.Pool,
  { rule, name, text, account }: { rule: string; name: string; text: string; account: string },
): Promise<void> {
  const definition = JSON.stringify(
    ruleDefinition({ actions: [{ kind: 'notification', text, minutes: 0 }] }),
  );
  await admin.query(
    `INSERT INTO customer_success.rules (rule_id, name, definition, state, author, made_at)
     VALUES ($1, $2, $3, 'paused', current_user, now())`,
    [rule, name, definition],
  );
  await admin.query(
    `INSERT INTO customer_success.rule_versions (rule_id, version, definition, author, made_at) VALUES ($1, 1, $2, current_user, now())`,
    [rule, definition],
  );
  await admin.query(
    `INSERT INTO customer_success.rule_firings (rule_id, organization_id, version, generation, fired_on, fired_at, outcomes)
     SELECT $1::uuid, organization_id, 1, 1, customer_success.company_today(), now(),
            '[{"kind": "notification", "result": "made"}]'
       FROM customer_success.organizations WHERE name = $2`,
    [rule, account],
  );
}
