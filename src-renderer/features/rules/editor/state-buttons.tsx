import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ListedRule, RuleState } from '../../../../src-preload/contract/rules/rule-entry';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { SwitchOnDialog } from '../acting/switch-on-dialog';

/** Switches a rule on or off, as it is saved: what isn't saved would be switched on unseen. */
export function StateButtons({ rule, isChanged }: { rule: ListedRule; isChanged: boolean }) {
  const call = useMutation(trpc.rules.setState.mutationOptions());
  const [isAsking, setAsking] = useState(false);
  const { id, name, state, version } = rule;
  const isWhole = rule.findings.every(({ severity }) => severity !== 'error');
  const set = (next: RuleState, done: string) =>
    call.mutate({ id, version, state: next }, { onSuccess: () => notifyDone(`${name} ${done}`) });
  return (
    <>
      {(state === 'paused' || state === 'preview') && (
        <Button
          variant="default"
          disabled={call.isPending}
          title="Then who wrote it can change it again"
          onClick={() => set('draft', 'is a draft again.')}
        >
          Make it a draft
        </Button>
      )}
      {state === 'active' ? (
        <Button
          variant="default"
          loading={call.isPending}
          title="What it made and is not sent yet is not sent any more"
          onClick={() => set('paused', 'is paused. What it made and was not sent yet is not sent any more.')}
        >
          Pause
        </Button>
      ) : (
        <Button
          variant="default"
          disabled={isChanged || !isWhole}
          title={whyNot(isChanged, isWhole)}
          onClick={() => setAsking(true)}
        >
          Switch on
        </Button>
      )}
      {isAsking && <SwitchOnDialog rule={rule} onClose={() => setAsking(false)} />}
    </>
  );
}

function whyNot(isChanged: boolean, isWhole: boolean): string | undefined {
  if (isChanged) return 'Save it first: it is switched on as it is saved';
  return isWhole ? undefined : 'Something is still to be filled in or to be mended';
}
