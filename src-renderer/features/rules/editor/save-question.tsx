import { Button, Group } from '@mantine/core';
import { Dialog } from '../../../ui/dialog';
import { AccountReasons } from '../matching/account-reasons';
import type { RuleSaving } from './use-rule-saving';

/** Before a rule that is switched on is saved: who comes, and who goes. */
export function SaveQuestion({ question, confirm, withdraw, isBusy }: RuleSaving) {
  if (question === null) return null;
  return (
    <Dialog title="This changes who is addressed" onClose={withdraw} size="md">
      <p>{question.words}</p>
      <AccountReasons label="Newly addressed" accounts={question.newlyAddressed} isOpen />
      <AccountReasons label="No longer addressed" accounts={question.noLongerAddressed} />
      <Group justify="flex-end" gap="sm" mt="md">
        <Button variant="default" onClick={withdraw}>
          Back to the rule
        </Button>
        <Button loading={isBusy} onClick={confirm} data-autofocus>
          Save it
        </Button>
      </Group>
    </Dialog>
  );
}
