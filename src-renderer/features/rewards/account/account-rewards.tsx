import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { fileFormats } from '../../../../src-preload/contract/reports/files';
import type { AccountRewards as Rewards } from '../../../../src-preload/contract/rewards/rewards';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMay } from '../../../api/use-may';
import { formatDay } from '../../../ui/format/day';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import { PendingBadge } from '../../../ui/pending-badge';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { StatRow, StatTile } from '../../../ui/stat-tile';
import { Ledger } from '../lists/ledger-tab';
import { RedemptionRow, RedemptionTable } from '../lists/redemption-row';
import { useDeciding } from '../lists/use-deciding';
import classes from '../rewards.module.css';
import { ItemList } from './item-list';

const AwardDialog = lazyRouteComponent(() => import('./award-dialog'), 'AwardDialog');
const ConsentDialog = lazyRouteComponent(() => import('./consent-dialog'), 'ConsentDialog');

/** An account's points: what it has, its tier and the next, what it can redeem, and its ledger. */
export function AccountRewards({ id }: { id: number }) {
  const answer = useQuery(trpc.rewards.ofAccount.queryOptions({ id }));
  return (
    <Loaded answer={answer} waiting={<RowSkeletons count={6} height={52} />}>
      {(rewards) => <Shown id={id} rewards={rewards} />}
    </Loaded>
  );
}

function Shown({ id, rewards }: { id: number; rewards: Rewards }) {
  const mayManage = useMay('manager');
  const [open, setOpen] = useState<'award' | 'consent' | null>(null);
  const account = { id, externalId: rewards.externalId };
  const close = () => setOpen(null);
  return (
    <div className={classes.panel}>
      <div className={classes.head}>
        <p className="soft">
          {rewards.bar === null ? standingWords(rewards) : `Rewards ${rewards.bar}.`}{' '}
          {rewards.waiting.length > 0 && (
            <>
              {rewards.waiting.join(', ')} <PendingBadge />
            </>
          )}
        </p>
        {mayManage && rewards.isOn && (
          <div className={classes.buttons}>
            <StatementButton id={id} />
            <TakingPart account={account} rewards={rewards} onConsent={() => setOpen('consent')} />
            {rewards.bar === null && <Button onClick={() => setOpen('award')}>Award points…</Button>}
          </div>
        )}
      </div>
      <Figures rewards={rewards} />
      {rewards.bar === null && <ItemList account={account} items={rewards.items} mayRedeem={mayManage} />}
      {rewards.redemptions.length > 0 && <Redeemed rewards={rewards} />}
      <Ledger organizationId={id} />
      <Suspense fallback={null}>
        {open === 'award' && <AwardDialog account={account} onClose={close} />}
        {open === 'consent' && <ConsentDialog account={account} onClose={close} />}
      </Suspense>
    </div>
  );
}

function standingWords({ consent }: Rewards): string {
  return consent === null ? '' : `Takes part since ${formatDay(consent.day)}: ${consent.note ?? 'agreed'}`;
}

function Figures({ rewards: { balance, owed, tier, next, runningOut } }: { rewards: Rewards }) {
  return (
    <StatRow label="Points">
      <StatTile
        label="Points to spend"
        value={formatCount(balance)}
        note={owed > 0 ? `${formatPlural(owed, 'point')} owed: the next points settle them first` : undefined}
      />
      <StatTile
        label="Tier"
        value={tier?.name ?? '–'}
        note={tier?.lastDay != null ? `kept to ${formatDay(tier.lastDay)} at least` : undefined}
      />
      <StatTile
        label="Next tier"
        value={next?.name ?? '–'}
        note={
          next === null
            ? tier !== null && 'the highest'
            : `${formatPlural(next.lacks, 'point')} more by ${formatDay(next.untilDay)}`
        }
      />
      <StatTile
        label="Running out"
        value={runningOut === null ? '–' : formatCount(runningOut.points)}
        note={runningOut && `the first after ${formatDay(runningOut.lastDay)}`}
      />
      {tier !== null && tier.benefits.length > 0 && (
        <StatTile
          label="Benefits"
          value={formatCount(tier.benefits.length)}
          note={tier.benefits.join('; ')}
          wide
        />
      )}
    </StatRow>
  );
}

interface TakingPartProps {
  account: { id: number; externalId: string };
  rewards: Rewards;
  onConsent: () => void;
}

function TakingPart({ account, rewards, onConsent }: TakingPartProps) {
  const change = useMutation(
    trpc.rewards.setAccount.mutationOptions({
      onSuccess: () => notifyDone('Written down; the company is told.'),
    }),
  );
  if (rewards.leftOut)
    return (
      <Button variant="default" onClick={() => change.mutate({ account, left_out: false })}>
        Leave out no more
      </Button>
    );
  return (
    <>
      <Button variant="default" onClick={() => change.mutate({ account, left_out: true })}>
        Leave out
      </Button>
      {rewards.consent === null ? (
        <Button onClick={onConsent}>Record consent…</Button>
      ) : (
        <Button variant="default" onClick={() => change.mutate({ account, consent: false })}>
          Withdraw consent
        </Button>
      )}
    </>
  );
}

function StatementButton({ id }: { id: number }) {
  const write = useMutation(
    trpc.rewards.exportStatement.mutationOptions({
      onSuccess: ({ path, rows }) => {
        if (path !== null) notifyDone(`${formatPlural(rows, 'row')} written to ${path}.`);
      },
    }),
  );
  return (
    <Button.Group>
      {fileFormats.map((format) => (
        <Button
          key={format}
          variant="default"
          loading={write.isPending && write.variables.format === format}
          onClick={() => write.mutate({ id, format })}
        >
          {format === 'csv' ? 'Statement as CSV' : 'As Excel'}
        </Button>
      ))}
    </Button.Group>
  );
}

function Redeemed({ rewards }: { rewards: Rewards }) {
  const mayManage = useMay('manager');
  const { withdraw } = useDeciding();
  return (
    <Section title="Redeemed" note="The latest first" padding="flush">
      <RedemptionTable>
        {rewards.redemptions.map((redemption) => (
          <RedemptionRow
            key={redemption.id}
            redemption={redemption}
            ofOneAccount
            actions={
              mayManage &&
              redemption.stage === 'proposed' &&
              redemption.onItsWay === null && (
                <Button variant="default" size="compact-sm" onClick={() => withdraw(redemption)}>
                  Withdraw
                </Button>
              )
            }
          />
        ))}
      </RedemptionTable>
    </Section>
  );
}
