import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { AccountOverview } from '../../../../src-preload/contract/account';
import { type Judgement, pulseWord } from '../../../../src-preload/contract/judgements';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMay } from '../../../api/use-may';
import { EmptyState } from '../../../ui/empty-state';
import { formatDay } from '../../../ui/format/day';
import { formatInstant } from '../../../ui/format/instant';
import { formatScore } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import { PendingBadge } from '../../../ui/pending-badge';
import { Section } from '../../../ui/section';
import { Skeleton } from '../../../ui/skeletons';
import lines from '../lines.module.css';

/** What people judged of the account, with their reasons, also what counts no more. */
export function JudgementsSection({ account }: { account: AccountOverview }) {
  const answer = useQuery(trpc.account.judgements.queryOptions({ id: account.id }));
  return (
    <Section title="Judgements" note="Pulses and scores set by hand, with their reasons" padding="flush">
      <Loaded answer={answer} waiting={<Skeleton height={96} />}>
        {({ entries }) =>
          entries.length === 0 ? (
            <EmptyState
              title="Nobody judged yet"
              text="A pulse or a score set by hand stays here with its reason."
            />
          ) : (
            <ol className={lines.list}>
              {entries.map((entry) => (
                <JudgementLine key={entry.id} account={account} entry={entry} />
              ))}
            </ol>
          )
        }
      </Loaded>
    </Section>
  );
}

function JudgementLine({ account, entry }: { account: AccountOverview; entry: Judgement }) {
  const mayJudge = useMay('manager');
  return (
    <li className={lines.line}>
      <div>
        <p className={entry.standing ? undefined : 'faint'}>
          {entry.kind === 'pulse'
            ? `Pulse: ${pulseWord(entry.value)}`
            : `Score set to ${formatScore(entry.value)}`}
          {': '}
          {entry.reason}
        </p>
        <p className="faint" title={formatInstant(entry.at)}>
          {entry.author}, {formatInstant(entry.at)}; {stateWords(entry)} {entry.isPending && <PendingBadge />}
        </p>
      </div>
      {mayJudge && entry.kind === 'pulse' && entry.standing && <TakeBack account={account} pulse={entry} />}
    </li>
  );
}

function stateWords({ standing, withdrawnAt, until }: Judgement): string {
  if (standing) return `counts until ${formatDay(until)}`;
  return withdrawnAt === null ? 'counts no more' : `taken back ${formatInstant(withdrawnAt)}`;
}

function TakeBack({
  account: { id, externalId, name },
  pulse: { id: pulseId, value: points, reason },
}: {
  account: AccountOverview;
  pulse: Judgement;
}) {
  const giveAgain = useMutation(trpc.account.setPulse.mutationOptions());
  const takeBack = useMutation(
    trpc.account.takeBackPulse.mutationOptions({
      onSuccess: () =>
        notifyDone(`The pulse for ${name} is taken back.`, () =>
          giveAgain.mutate({ id, externalId, points, reason }),
        ),
    }),
  );
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      loading={takeBack.isPending}
      onClick={() => takeBack.mutate({ id, externalId, pulseId })}
    >
      Take back
    </Button>
  );
}
