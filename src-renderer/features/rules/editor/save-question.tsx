import { Button, Checkbox, Group } from '@mantine/core';
import { useState } from 'react';
import type { FactSubject } from '../../../../src-preload/contract/rules/fact';
import { Dialog } from '../../../ui/dialog';
import { formatPlural } from '../../../ui/format/number';
import { AccountReasons } from '../matching/account-reasons';
import type { RuleSaving } from './use-rule-saving';

/** Before a rule that is switched on is saved: who comes, and who goes. */
export function SaveQuestion(saving: RuleSaving & { acts: boolean; subject: FactSubject }) {
  const { question, confirm, withdraw, isBusy, acts, subject } = saving;
  const [also, setAlso] = useState(false);
  if (question === null) return null;
  const newly = question.newlyAddressed.total;
  return (
    <Dialog title="This changes who is addressed" onClose={withdraw} size="md">
      <p>{question.words}</p>
      <AccountReasons label="Newly addressed" accounts={question.newlyAddressed} isOpen />
      <AccountReasons label="No longer addressed" accounts={question.noLongerAddressed} />
      {acts && newly > 0 && (
        <Checkbox
          mt="sm"
          label={`Act for the ${formatPlural(newly, subject)} newly addressed, too`}
          description="Else who matches when this is saved is no news, and it acts for those who come to match."
          checked={also}
          onChange={(event) => setAlso(event.currentTarget.checked)}
        />
      )}
      <Group justify="flex-end" gap="sm" mt="md">
        <Button variant="default" onClick={withdraw}>
          Back to the rule
        </Button>
        <Button loading={isBusy} onClick={() => confirm(acts && also)} data-autofocus>
          Save it
        </Button>
      </Group>
    </Dialog>
  );
}
