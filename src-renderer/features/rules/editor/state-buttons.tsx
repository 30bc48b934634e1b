import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ListedRule, RuleState } from '../../../../src-preload/contract/rules/rule-entry';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';

const done: Readonly<Record<RuleState, string>> = {
  draft: 'is a draft again.',
  preview: 'is switched on. It says whom it addresses; nothing is done by it yet.',
  paused: 'is paused.',
};

/** Switches a rule on or off, as it is saved: what isn't saved would be switched on unseen. */
export function StateButtons({ rule, isChanged }: { rule: ListedRule; isChanged: boolean }) {
  const call = useMutation(trpc.rules.setState.mutationOptions());
  const { id, name, state, version } = rule;
  const isWhole = rule.findings.every(({ severity }) => severity !== 'error');
  const set = (next: RuleState) =>
    call.mutate({ id, version, state: next }, { onSuccess: () => notifyDone(`${name} ${done[next]}`) });
  const isOn = state === 'preview';
  return (
    <>
      {state === 'paused' && (
        <Button
          variant="default"
          disabled={call.isPending}
          title="Then who wrote it can change it again"
          onClick={() => set('draft')}
        >
          Make it a draft
        </Button>
      )}
      <Button
        variant="default"
        loading={call.isPending}
        disabled={!isOn && (isChanged || !isWhole)}
        title={whyNot(isOn, isChanged, isWhole)}
        onClick={() => set(isOn ? 'paused' : 'preview')}
      >
        {isOn ? 'Pause' : 'Switch on'}
      </Button>
    </>
  );
}

function whyNot(isOn: boolean, isChanged: boolean, isWhole: boolean): string | undefined {
  if (isOn) return undefined;
  if (isChanged) return 'Save it first: it is switched on as it is saved';
  return isWhole ? undefined : 'Something is still to be filled in or to be mended';
}
