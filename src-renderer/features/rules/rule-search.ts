import { ruleIdSchema } from '../../../src-preload/contract/rules/rule-entry';

/** What the address of a new rule carries: which rule it begins as a copy of; with nothing in it when absent. */
export interface RuleSearch {
  readonly copy?: string;
}

export function readRuleSearch({ copy }: Record<string, unknown>): RuleSearch {
  const id = ruleIdSchema.safeParse(copy);
  return id.success ? { copy: id.data } : {};
}
