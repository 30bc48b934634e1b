import { Alert, Button, Group, Radio, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FactSubject } from '../../../../src-preload/contract/rules/fact';
import type { Matches } from '../../../../src-preload/contract/rules/matches';
import type { ListedRule } from '../../../../src-preload/contract/rules/rule-entry';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { Dialog } from '../../../ui/dialog';
import { formatPlural } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import { Skeleton } from '../../../ui/skeletons';
import { errorWords } from '../../../ui/words/error-words';
import { AccountReasons } from '../matching/account-reasons';
import { Foresight } from './foresight';

/** What is wanted of a rule that is switched on. */
type Way = 'new' | 'also' | 'preview';

/** Asks before a rule acts what is to become of those who match already: as usual they are no news. */
export function SwitchOnDialog({ rule, onClose }: { rule: ListedRule; onClose: () => void }) {
  const { id, name, version, definition, does } = rule;
  const mails = definition.actions.some(({ kind }) => kind === 'email');
  const [way, setWay] = useState<Way>('new');
  const matches = useQuery(trpc.rules.preview.queryOptions({ id, definition }));
  const call = useMutation(trpc.rules.setState.mutationOptions({ meta: { showsItsErrors: true } }));
  const failure = call.isError ? callErrorOf(call.error) : null;

  function switchOn(): void {
    const state = way === 'preview' ? 'preview' : 'active';
    call.mutate(
      { id, version, state, alsoMatching: way === 'also' },
      {
        onSuccess: () => {
          notifyDone(
            state === 'preview'
              ? `${name} says whom it addresses, and does nothing.`
              : `${name} is switched on.`,
          );
          onClose();
        },
      },
    );
  }

  return (
    <Dialog title={`Switch on ${name}`} onClose={onClose} size="md">
      {failure && (
        <Alert color="red" title={errorWords(failure).title}>
          {failure.message}
        </Alert>
      )}
      <p>
        For each {definition.subject} it fires for: {does.join(' ')}
      </p>
      <Loaded answer={matches} waiting={<Skeleton height={80} />}>
        {(data) => (
          <>
            <Radio.Group
              label={matchWords(data, definition.subject)}
              value={way}
              onChange={(value) => setWay(value as Way)}
              mt="sm"
            >
              <Stack gap="xs" mt="xs">
                <Radio
                  value="new"
                  label="Act for those who come to match from now on"
                  description="Who matches already is no news."
                />
                <Radio
                  value="also"
                  label={alsoWords(data, definition.subject)}
                  description={budgetWords(rule, data)}
                  disabled={data.matching.total === 0}
                />
                <Radio value="preview" label="Only show whom it addresses" description="Nothing is done." />
              </Stack>
            </Radio.Group>
            {mails && data.matching.total > 0 && (
              <Foresight id={id} subject={definition.subject} isApproved={definition.mode === 'approval'} />
            )}
            <AccountReasons label="Match now" accounts={data.matching} />
          </>
        )}
      </Loaded>
      <Group justify="flex-end" gap="sm" mt="md">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={call.isPending} onClick={switchOn} data-autofocus>
          Switch on
        </Button>
      </Group>
    </Dialog>
  );
}

function matchWords({ matching, judged }: Matches, subject: FactSubject): string {
  return `${formatPlural(matching.total, `${subject} matches`, `${subject}s match`)} now, of ${formatPlural(judged, subject)} that you have here.`;
}

function alsoWords({ matching }: Matches, subject: FactSubject): string {
  return matching.total === 1
    ? `Act for the ${subject} that matches now, too`
    : `Act for the ${formatPlural(matching.total, subject)} that match now, too`;
}

/** What firing for all of them costs, as far as the rule says. */
function budgetWords({ definition }: ListedRule, { matching }: Matches): string {
  const minutes = definition.actions.reduce((sum, action) => sum + action.minutes, 0) * matching.total;
  const { perDay } = definition.limits;
  const parts = [
    ...(minutes > 0 ? [`${workWords(minutes)} of work.`] : []),
    ...(perDay !== null && perDay < matching.total
      ? [`No more than ${perDay} a day: the others follow.`]
      : []),
  ];
  return parts.join(' ');
}

function workWords(minutes: number): string {
  return minutes < 90
    ? formatPlural(minutes, 'minute')
    : `About ${formatPlural(Math.round(minutes / 60), 'hour')}`;
}
