import type { ConditionFault } from '../../../../src-preload/contract/rules/checked';
import type { RuleFinding } from '../../../../src-preload/contract/rules/finding';

const parts: ReadonlySet<string> = new Set<ConditionFault['part']>([
  'group',
  'field',
  'params',
  'operator',
  'value',
  'forDays',
]);

/** What is to be said beside a part of the conditions. */
export interface ConditionFinding extends ConditionFault {
  /** Worth knowing, and no mistake. */
  readonly isRemark: boolean;
}

/** What is said of the conditions under one name. What a newer Steward says of a part unknown here is of the whole row. */
export function faultsOf(findings: readonly RuleFinding[], field: string): ConditionFinding[] {
  return findings
    .filter((finding) => finding.field === field)
    .map(({ path, part, message, severity }) => ({
      path,
      message,
      isRemark: severity === 'remark',
      part: isPart(part) ? part : 'group',
    }));
}

function isPart(part: string): part is ConditionFault['part'] {
  return parts.has(part);
}
