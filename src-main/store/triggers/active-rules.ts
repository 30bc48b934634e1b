import {
  type RuleDefinition,
  ruleDefinitionSchema,
} from '../../../src-preload/contract/rules/rule-definition';
import type { ReadDb } from '../types';

/** A rule that acts, as the company has it: what is still on its way there acts not yet. */
export interface ActiveRule {
  readonly id: string;
  readonly name: string;
  /** Null: of a newer Steward, or none that can be read. */
  readonly definition: RuleDefinition | null;
  /** Of the definition. */
  readonly version: number;
  /** The last day for which all accounts were judged, and the day of the look before that; null: none. */
  readonly judgedOn: number | null;
  readonly judgedFrom: number | null;
  /** Milliseconds since 1970: since when it asks what it asks. */
  readonly activeAt: number | null;
}

export function readActiveRules(db: ReadDb): ActiveRule[] {
  return db
    .prepared<[], Omit<ActiveRule, 'definition'> & { definition: string }>(
      `select r.rule_id as id, r.name, r.definition, coalesce(json_extract(r.changed, '$.definition'), 1) as version,
              s.judged_on as judgedOn, s.judged_from_day as judgedFrom, s.active_at as activeAt
         from copied_rules r left join rule_standings s on s.rule_id = r.rule_id
        where r.state = 'active' and r.removed_at is null
        order by r.rule_id`,
    )
    .all()
    .map(({ definition, ...rule }) => ({
      ...rule,
      definition: ruleDefinitionSchema.safeParse(JSON.parse(definition)).data ?? null,
    }));
}
