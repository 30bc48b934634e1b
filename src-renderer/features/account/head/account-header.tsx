import { Button } from '@mantine/core';
import { IconAdjustments, IconHeartbeat, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import type { AccountOverview } from '../../../../src-preload/contract/account';
import { leftOutWords } from '../../../../src-preload/contract/money';
import { askToLaunch } from '../../../api/launch-request';
import { useMay } from '../../../api/use-may';
import { bandWords } from '../../../ui/band-mark';
import { Count } from '../../../ui/count';
import { Day } from '../../../ui/day';
import { formatDay } from '../../../ui/format/day';
import { formatPlural, formatScore, formatShare } from '../../../ui/format/number';
import { Money } from '../../../ui/money';
import { PageHeader } from '../../../ui/page-header';
import { ScoreNumber } from '../../../ui/score-number';
import { StatRow, StatTile } from '../../../ui/stat-tile';
import { TrendMark } from '../../../ui/trend-mark';
import { lastContactWords } from '../../../ui/words/last-contact-words';
import { named } from '../../../ui/words/named';
import { stageWords } from '../../../ui/words/stage-words';
import { OverrideDialog } from '../judgement/override-dialog';
import { OverrideNote } from '../judgement/override-note';
import { PulseDialog } from '../judgement/pulse-dialog';
import classes from './account-header.module.css';
import { countryName } from './country-name';
import { ElsewhereMenu } from './elsewhere-menu';

type Dialog = 'pulse' | 'override' | null;

/** Who the account is, how it stands in figures, and what can be done about its score. */
export function AccountHeader({ account }: { account: AccountOverview }) {
  const [dialog, setDialog] = useState<Dialog>(null);
  const close = () => setDialog(null);
  const mayJudge = useMay('manager');
  return (
    <>
      <PageHeader
        title={named(account.name)}
        subject={account.name}
        note={aboutWords(account)}
        actions={
          <>
            <ElsewhereMenu account={account} />
            {mayJudge && (
              <>
                <Button
                  variant="default"
                  leftSection={<IconSend size={16} stroke={1.5} />}
                  title="New message (i)"
                  onClick={() => askToLaunch({ organizationIds: [account.id] })}
                >
                  New message
                </Button>
                <Button
                  variant="default"
                  leftSection={<IconAdjustments size={16} stroke={1.5} />}
                  onClick={() => setDialog('override')}
                >
                  Override score
                </Button>
                <Button
                  leftSection={<IconHeartbeat size={16} stroke={1.5} />}
                  onClick={() => setDialog('pulse')}
                >
                  Give pulse
                </Button>
              </>
            )}
          </>
        }
      />
      <AccountFacts account={account} />
      {account.health.override && <OverrideNote account={account} override={account.health.override} />}
      {dialog === 'pulse' && <PulseDialog account={account} onClose={close} />}
      {dialog === 'override' && <OverrideDialog account={account} onClose={close} />}
    </>
  );
}

function aboutWords(account: AccountOverview): string {
  const parts = [
    stageWords[account.stage],
    account.segment,
    account.industry,
    countryName(account.country),
    account.externalId,
    ...lifeWords(account),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Since when it is a customer, and again; where it is not, or not for long, how it stands. */
function lifeWords({ life, createdOn }: AccountOverview): string[] {
  const { standing, text, spells } = life;
  const last = spells.at(-1);
  const earlier = spells.length - 1;
  const since = last === undefined ? formatDay(createdOn) : formatDay(last.from);
  const back = earlier > 0 ? [`came back after ${formatPlural(earlier, 'departure')}`] : [];
  if (standing === 'customer') return [`customer since ${since}`, ...back];
  if (standing === 'leaving') return [`customer since ${since}`, ...back, text];
  return [text, ...back];
}

function AccountFacts({ account }: { account: AccountOverview }) {
  return (
    <StatRow label="How the account stands" size="small">
      <ScoreTile account={account} />
      <StatTile label="ARR" value={<Money amount={account.arr} />} note={<MrrWords {...account} />} />
      <StatTile
        label="Renewal"
        value={<Day day={account.renewsOn} />}
        note={account.renewsOn ? formatDay(account.renewsOn) : 'no date known'}
      />
      <StatTile
        label="Owner"
        value={<OwnerName owner={account.owner} />}
        note={<LastContact day={account.lastContact} />}
      />
      <StatTile
        label="Active users"
        value={
          <Count count={account.activeUsers} unit={['user active in 28 days', 'users active in 28 days']} />
        }
        note={seatWords(account)}
      />
      <StatTile
        label="Last activity"
        value={<Day day={account.lastActivity} />}
        note={account.lastActivity ? formatDay(account.lastActivity) : 'none seen'}
      />
    </StatRow>
  );
}

function seatWords({ seats, activeUsers, users }: AccountOverview): string {
  if (seats === null || seats === 0) return `of ${formatPlural(users, 'contact')}`;
  return activeUsers === null
    ? `of ${formatPlural(seats, 'seat')}`
    : `${formatShare(activeUsers / seats)} of ${formatPlural(seats, 'seat')}`;
}

/** When somebody last spoke with them. */
function LastContact({ day }: { day: string | null }) {
  if (day === null) return lastContactWords(day);
  return (
    <span title={lastContactWords(day)}>
      spoke <Day day={day} />
    </span>
  );
}

function OwnerName({ owner }: { owner: string | null }) {
  return (
    <span className={classes.owner} title={owner ?? 'No manager owns this account'}>
      {owner ?? 'Nobody'}
    </span>
  );
}

function MrrWords({ mrr, otherMrr = [] }: Pick<AccountOverview, 'mrr' | 'otherMrr'>) {
  const words = leftOutWords(otherMrr);
  return (
    <>
      <Money amount={mrr} /> a month{words === null ? '' : `; ${words}`}
    </>
  );
}

function ScoreTile({ account: { standing, health } }: { account: AccountOverview }) {
  const { score, band, confidence, byHand, computedBeside } = standing;
  return (
    <StatTile
      label={byHand ? 'Health score, set by hand' : 'Health score'}
      value={
        <span className={classes.score}>
          <ScoreNumber
            score={score}
            band={band}
            confidence={confidence}
            tooLittle={health.tooLittle}
            overridden={byHand}
            size="large"
          />
          <span className="soft">{band && bandWords[band]}</span>
          <TrendMark change={health.change28} trend={health.trend} />
        </span>
      }
      wide
      note={scoreWords(computedBeside, confidence)}
    />
  );
}

function scoreWords(computedBeside: number | null, confidence: number | null): string {
  const parts = [
    computedBeside === null ? null : `computed ${formatScore(computedBeside)}`,
    confidence === null ? 'nothing to score yet' : `${formatShare(confidence)} of its data is fresh`,
  ];
  return parts.filter(Boolean).join(', ');
}
