import { useQuery } from '@tanstack/react-query';
import type { RuleDefinition } from '../../../../src-preload/contract/rules/rule-definition';
import type { ListedRule } from '../../../../src-preload/contract/rules/rule-entry';
import { trpc } from '../../../api/client';
import { VersionTable } from '../../../api/version-table';
import { changedDefinition } from './changed-parts';
import { RuleDiff } from './rule-diff';

interface RuleVersionsProps {
  saved: ListedRule;
  readOnly: boolean;
  onRestore: (definition: RuleDefinition) => void;
}

export function RuleVersions({ saved, readOnly, onRestore }: RuleVersionsProps) {
  const versions = useQuery(trpc.rules.versions.queryOptions({ id: saved.id }));
  return (
    <VersionTable
      note="What it said at each time. One that changed its name or its state alone is not among them"
      versions={versions}
      readOnly={readOnly}
      changed={(before, after) => changedDefinition(before.definition, after.definition)}
      diff={(before, after) => <RuleDiff before={before.definition} after={after.definition} />}
      onRestore={({ definition }) => onRestore(definition)}
    />
  );
}
