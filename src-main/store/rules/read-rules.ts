import { asc, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import { ruleDefinitionSchema } from '../../../src-preload/contract/rules/rule-definition';
import { type Rule, type RuleVersion, ruleStateSchema } from '../../../src-preload/contract/rules/rule-entry';
import { operations } from '../schema/operations';
import { copiedRuleVersions, rules } from '../schema/rules';
import type { ReadDb, Tx } from '../types';

const columns = {
  ...getTableColumns(rules),
  isPending: sql<number>`exists (select 1 from ${operations}
    where ${operations.entry} = ${rules.ruleId} and ${operations.state} = 'pending')`,
};

/** All rules of the company, by their names, also those that are still on their way there. */
export function readRules(db: ReadDb | Tx): Rule[] {
  return db
    .select(columns)
    .from(rules)
    .orderBy(sql`${rules.name} collate nocase`, asc(rules.ruleId))
    .limit(500)
    .all()
    .map(ruleOf);
}

export function readRule(db: ReadDb | Tx, id: string): Rule | undefined {
  const row = db.select(columns).from(rules).where(eq(rules.ruleId, id)).get();
  return row && ruleOf(row);
}

/** What it held before, as the company keeps it: the latest first. Those that this Steward can't read are left out. */
export function readRuleVersions(db: ReadDb, id: string): RuleVersion[] {
  return db
    .select({
      version: copiedRuleVersions.version,
      definition: copiedRuleVersions.definition,
      author: copiedRuleVersions.author,
      at: copiedRuleVersions.madeAt,
    })
    .from(copiedRuleVersions)
    .where(eq(copiedRuleVersions.ruleId, id))
    .orderBy(desc(copiedRuleVersions.version))
    .limit(200)
    .all()
    .flatMap(({ definition, ...row }) => {
      const read = ruleDefinitionSchema.safeParse(JSON.parse(definition)).data;
      return read === undefined ? [] : [{ ...row, definition: read }];
    });
}

function ruleOf({
  ruleId,
  definition,
  state,
  createdAt,
  isPending,
  ...row
}: typeof rules.$inferSelect & { isPending: number }): Rule {
  return {
    ...row,
    id: ruleId,
    definition: ruleDefinitionSchema.parse(JSON.parse(definition)),
    state: ruleStateSchema.parse(state),
    at: createdAt,
    isPending: isPending === 1,
  };
}
