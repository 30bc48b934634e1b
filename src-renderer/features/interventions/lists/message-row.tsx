import type { ReactNode } from 'react';
import { channelName } from '../../../../src-preload/contract/channels';
import type { Message } from '../../../../src-preload/contract/interventions/messages';
import { AccountLink } from '../../../ui/account-link';
import { Badge } from '../../../ui/badge';
import { Instant } from '../../../ui/day';
import { formatSoon } from '../../../ui/format/instant';
import { useNow } from '../../../ui/use-now';
import { reasonWords, stageTitle, stageTone } from '../../../ui/words/message-words';
import { named } from '../../../ui/words/named';
import classes from './message-row.module.css';

/** What was decided about it here, and the company has not answered. */
const onItsWayWords = {
  cancel: 'Being taken back',
  approve: 'Approved here; waits for the company',
  reject: 'Rejected here; waits for the company',
  withdraw: 'Approval being taken back',
  settle: 'Settled here; waits for the company',
} as const;

interface MessageRowProps {
  message: Message;
  onOpen: (runId: string) => void;
  /** Leaves out the account: the whole list is of one. */
  ofOneAccount?: boolean;
  isCurrent?: boolean;
  onCurrent?: () => void;
  actions?: ReactNode;
}

/** One message: to whom, what, and how it stands with the reason in words. */
export function MessageRow(props: MessageRowProps) {
  const { message, onOpen, ofOneAccount = false, isCurrent = false, onCurrent, actions } = props;
  const { runId, organizationId, account, contact, stage, reason, changedAt, said } = message;
  return (
    <tr
      data-tall
      data-run={runId}
      data-account={ofOneAccount ? undefined : organizationId}
      data-account-name={account}
      aria-current={isCurrent || undefined}
      className={classes.row}
      onPointerDown={onCurrent}
    >
      <th scope="row" className={classes.to}>
        <button type="button" className={classes.name} onClick={() => onOpen(runId)}>
          <bdi>{contact === null ? 'A contact who left' : named(contact)}</bdi>
        </button>
        {!ofOneAccount && (
          <span className={classes.below}>
            <AccountLink id={organizationId} name={account}>
              {named(account)}
            </AccountLink>
          </span>
        )}
      </th>
      <td className={classes.what}>
        <bdi>{whatWords(message)}</bdi>
        {message.channel !== 'email' && (
          <>
            {' '}
            <Badge tone="none">{channelName(message.channel)}</Badge>
          </>
        )}
        <span className={classes.below}>{byWhom(message)}</span>
      </td>
      <td className={classes.how}>
        <Badge tone={stageTone(stage)}>{stageTitle(stage)}</Badge> <Standing message={message} />
        {said !== null && stage !== 'sent' && (
          <span className={classes.below}>
            “<bdi>{said}</bdi>”
          </span>
        )}
        <span className="visually-hidden">{reason}</span>
      </td>
      <td>
        <Instant at={changedAt} past />
        <RunnerLine message={message} />
      </td>
      {actions !== undefined && <td className={classes.actions}>{actions}</td>}
    </tr>
  );
}

function Standing({ message: { stage, reason, channel, until, onItsWay } }: { message: Message }) {
  const now = useNow();
  if (onItsWay !== null) return <strong className={classes.pending}>{onItsWayWords[onItsWay]}</strong>;
  return (
    <>
      {reasonWords(stage, reason, channel)}
      {until !== null && <span className="soft"> ({untilWords(stage, reason, until, now)})</span>}
    </>
  );
}

/** Until when it waits, or when it goes. */
function untilWords(stage: string, reason: string, until: number, now: number): string {
  const when = formatSoon(until, now);
  if (stage === 'proposed') return `by ${when}`;
  return reason === 'due' || reason === 'approved' ? when : `until ${when}`;
}

/** Which runner has or had it. */
function RunnerLine({ message: { machine, login, attempt } }: { message: Message }) {
  if (machine === null) return null;
  const title = `${login ?? ''}${attempt > 1 ? `, try ${attempt}` : ''}`;
  return (
    <span className={classes.below} title={title}>
      by {machine}
    </span>
  );
}

export function whatWords({ subject, templateName }: Message): string {
  return subject ?? templateName ?? 'A template that is gone';
}

function byWhom(message: Message): string {
  const { approvedBy } = message;
  return approvedBy === null ? makerOf(message) : `${makerOf(message)}; approved by ${approvedBy}`;
}

function makerOf(message: Message): string {
  const { ruleId, ruleName, sequenceId, sequenceName, sequenceStep, celebrates, launchedBy } = message;
  if (sequenceId !== null)
    return sequenceName === null
      ? 'by sequence: one that is gone'
      : `by sequence: ${sequenceName}, ${stepWords(sequenceStep)}`;
  if (celebrates !== null) return `celebrates ${celebrates === '' ? 'nothing any more' : celebrates}`;
  return ruleId === null ? `by hand, ${launchedBy}` : `by rule: ${ruleName ?? 'one that is gone'}`;
}

/** @example `step 3` */
export function stepWords(step: number | null): string {
  return step === null ? 'a step that is gone' : `step ${step}`;
}
