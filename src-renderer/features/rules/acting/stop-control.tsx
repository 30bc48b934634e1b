import { Alert, Button, Group, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ListedRule } from '../../../../src-preload/contract/rules/rule-entry';
import type { RuleStop } from '../../../../src-preload/contract/rules/standing';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Instant } from '../../../ui/day';
import { Dialog } from '../../../ui/dialog';
import { notifyDone } from '../../../ui/notify';
import { errorWords } from '../../../ui/words/error-words';

/** Stops a rule at once, for everybody: what it made waits, and it fires for nobody until somebody lets it go on. */
export function StopButton({ rule }: { rule: ListedRule }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setAsking(true)}>
        Stop
      </Button>
      {isAsking && <StopDialog rule={rule} onClose={() => setAsking(false)} />}
    </>
  );
}

function StopDialog({ rule: { id, name }, onClose }: { rule: ListedRule; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const call = useMutation(trpc.interventions.stop.mutationOptions({ meta: { showsItsErrors: true } }));
  const failure = call.isError ? callErrorOf(call.error) : null;
  const isWhole = reason.trim() !== '';

  function stop(): void {
    if (!isWhole) return;
    call.mutate(
      { rule: id, reason: reason.trim() },
      {
        onSuccess: () => {
          notifyDone(`${name} stops, for everybody.`);
          onClose();
        },
      },
    );
  }

  return (
    <Dialog title={`Stop ${name}`} onClose={onClose}>
      {failure && (
        <Alert color="red" title={errorWords(failure).title}>
          {failure.message}
        </Alert>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          stop();
        }}
      >
        <p>What it made and is not sent yet waits, and it fires for nobody, until somebody lets it go on.</p>
        <TextInput
          mt="sm"
          label="Why"
          description="Everybody reads it"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end" gap="sm" mt="md">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" color="red" loading={call.isPending} disabled={!isWhole}>
            Stop it
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

/** That a rule is stopped, by whom and why, and the way on. */
export function StoppedNotice({ id, stop, mayRelease }: { id: string; stop: RuleStop; mayRelease: boolean }) {
  const call = useMutation(trpc.interventions.release.mutationOptions());
  return (
    <Alert color="red" title={stop.isOwn ? 'It stopped itself' : `Stopped by ${stop.by}`}>
      “{stop.reason}” (<Instant at={stop.at} past />
      ). What it made waits, and it fires for nobody. Those who come to match meanwhile are fired for once it
      goes on, if they still match.{' '}
      {mayRelease && (
        <Button
          variant="subtle"
          size="compact-xs"
          loading={call.isPending}
          onClick={() => call.mutate({ rule: id }, { onSuccess: () => notifyDone('It goes on.') })}
        >
          Let it go on
        </Button>
      )}
    </Alert>
  );
}
