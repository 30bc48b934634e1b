import type { MilestoneDefinition } from '../../../src-preload/contract/milestones/milestone-definition';
import type { RuleFinding } from '../../../src-preload/contract/rules/finding';
import { ruleWords } from '../../engines/milestones/words';
import { sayConditions } from '../../engines/rules/say-conditions';
import type { ReadDb } from '../../store/types';
import { checkTree, type RuleChecking } from '../rules/rule-checking';

export interface SaidMilestone {
  readonly sentence: string;
  readonly findings: RuleFinding[];
}

/** What completes milestones, in words, and what is wrong with their conditions. */
export function sentenceOf(
  db: ReadDb,
  checking: RuleChecking,
): (definition: MilestoneDefinition) => SaidMilestone {
  const names = new Map(
    db.prepared<[], [string, string]>('select external_id, name from features').raw().all(),
  );
  return ({ completion, audience }) => {
    if (completion.by === 'hand') return { sentence: 'A person says when it is done.', findings: [] };
    if (completion.by === 'conditions') {
      const { conditions, findings } = checkTree(completion.conditions, 'conditions', checking, audience);
      // Whether it can be tried on the past is no matter here.
      const errors = findings.filter(({ severity }) => severity === 'error');
      return {
        sentence: conditions === null ? 'Its conditions make no sense now.' : sayConditions(conditions),
        findings: errors,
      };
    }
    const { features } = completion;
    const gone = typeof features === 'string' ? [] : features.filter((id) => !names.has(id));
    return {
      sentence: ruleWords(completion, (id) => names.get(id) ?? id),
      findings: gone.map((id) => ({
        ...{ field: 'features', path: [], part: 'value' as const, severity: 'error' as const },
        message: `The company has no feature “${id}”.`,
      })),
    };
  };
}
