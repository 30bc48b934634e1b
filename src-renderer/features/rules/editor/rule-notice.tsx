import { Alert, Button } from '@mantine/core';
import { useState } from 'react';
import type { ListedRule } from '../../../../src-preload/contract/rules/rule-entry';
import { Dialog } from '../../../ui/dialog';
import { errorWords } from '../../../ui/words/error-words';
import { RuleDiff } from '../versions/rule-diff';
import type { EditedRule } from './edited-rule';
import type { RuleSaving } from './use-rule-saving';

interface RuleNoticeProps {
  saved: ListedRule | null;
  rule: EditedRule;
  isChanged: boolean;
  locked: string | null;
  saving: RuleSaving;
}

/** How what is in the editor stands to what is saved, where that wants a word. */
export function RuleNotice({ saved, rule, isChanged, locked, saving }: RuleNoticeProps) {
  const [compared, setCompared] = useState(false);
  const overtaken = saved !== null && isChanged && rule.version !== saved.version;
  return (
    <>
      {locked && <Alert color="gray">{locked}</Alert>}
      {!locked && saved?.state === 'draft' && saved.switchLocked && (
        <Alert color="gray">{saved.switchLocked}</Alert>
      )}
      {saving.failure && (
        <Alert color="red" title={errorWords(saving.failure).title}>
          {saving.failure.message}
        </Alert>
      )}
      {overtaken && (
        <Alert color="yellow" title={`Version ${saved.version} came after you began`}>
          Your draft stands on version {rule.version}: of what both changed the company keeps theirs and gives
          you yours back to decide. Discard your changes to begin on what is saved.{' '}
          <Button variant="subtle" size="compact-xs" onClick={() => setCompared(true)}>
            How yours differs
          </Button>
        </Alert>
      )}
      {compared && saved !== null && (
        <Dialog
          title={`Version ${saved.version} and your draft`}
          onClose={() => setCompared(false)}
          size="lg"
        >
          <RuleDiff before={saved.definition} after={rule.definition} />
        </Dialog>
      )}
    </>
  );
}
