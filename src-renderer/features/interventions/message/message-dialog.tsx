import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { channelName } from '../../../../src-preload/contract/channels';
import type { MessageDetail, MessageStep } from '../../../../src-preload/contract/interventions/messages';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { Badge } from '../../../ui/badge';
import { Dialog } from '../../../ui/dialog';
import { formatInstant } from '../../../ui/format/instant';
import { RowSkeletons } from '../../../ui/skeletons';
import { reasonWords, stageTitle, stageTone } from '../../../ui/words/message-words';
import { named } from '../../../ui/words/named';
import { stepWords, whatWords } from '../lists/message-row';
import classes from './message-dialog.module.css';
import { SettleQuestion } from './settle-question';

/** One message with every state that it came to, its reason, and by whom. */
export function MessageDialog({ runId, onClose }: { runId: string; onClose: () => void }) {
  const detail = useQuery({
    ...trpc.interventions.read.queryOptions({ runId }),
    refetchInterval: 5_000,
  });
  return (
    <Dialog
      title={
        detail.data === undefined
          ? 'Message'
          : `Message to ${named(detail.data.contact ?? 'a contact who left')}`
      }
      onClose={onClose}
      size="lg"
    >
      <Loaded answer={detail} waiting={<RowSkeletons count={6} />}>
        {(message) => (
          <Stack gap="md">
            <Facts message={message} />
            {message.stage === 'unknown' && <SettleQuestion message={message} />}
            {message.text !== null && <pre className={classes.words}>{message.text}</pre>}
            <Steps steps={message.steps} channel={message.channel} />
          </Stack>
        )}
      </Loaded>
    </Dialog>
  );
}

function Facts({ message }: { message: MessageDetail }) {
  const { organizationId, account, channel, approvedBy, category, despite, messageId } = message;
  return (
    <dl className={classes.facts}>
      <Fact name="Account">
        <Link to="/accounts/$id" params={{ id: String(organizationId) }}>
          <bdi>{named(account)}</bdi>
        </Link>
      </Fact>
      <Fact name="What">
        <bdi>{whatWords(message)}</bdi>
      </Fact>
      <Fact name="Goes by">{channelName(channel)}</Fact>
      <Fact name="By">
        <Maker message={message} />
        {approvedBy !== null && `; approved by ${approvedBy}`}
      </Fact>
      <Fact name="Category">{category}</Fact>
      {despite !== null && <Fact name="Although they unsubscribed">{despite}</Fact>}
      {messageId !== null && channel === 'email' && (
        <Fact name="Message-ID">
          <code className={classes.id}>{messageId}</code>
        </Fact>
      )}
    </dl>
  );
}

/** Who or what made it: a step of a sequence, a celebration, a rule, or a person. */
function Maker({ message }: { message: MessageDetail }) {
  const { ruleId, ruleName, sequenceId, sequenceName, sequenceStep, celebrates, launchedBy } = message;
  if (celebrates !== null)
    return (
      <>
        the{' '}
        <Link to="/milestones" search={{ view: 'celebrations' }}>
          celebration
        </Link>{' '}
        of {celebrates === '' ? 'something that was taken back' : <bdi>{celebrates}</bdi>}
      </>
    );
  if (sequenceId === null)
    return ruleId === null ? `${launchedBy}, by hand` : `the rule ${ruleName ?? 'that is gone'}`;
  if (sequenceName === null) return 'a sequence that is gone';
  return (
    <>
      the sequence{' '}
      <Link to="/sequences/$id" params={{ id: sequenceId }}>
        <bdi>{sequenceName}</bdi>
      </Link>
      , {stepWords(sequenceStep)}
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Steps({ steps, channel }: { steps: readonly MessageStep[]; channel: string }) {
  return (
    <ol className={classes.steps} aria-label="What became of it">
      {steps.map((step) => (
        <li key={step.id}>
          <span className={classes.at}>{formatInstant(step.at)}</span>
          <span>
            <Badge tone={stageTone(step.stage)}>{stageTitle(step.stage)}</Badge>{' '}
            {reasonWords(step.stage, step.reason, channel)}
            {step.until !== null && `, until ${formatInstant(step.until)}`}
            <span className="faint">
              {' '}
              by {step.login}
              {step.machine !== null && ` on ${step.machine}`}
              {step.attempt > 1 && `, try ${step.attempt}`}
            </span>
            {step.reply !== null && <span className={classes.reply}>“{step.reply}”</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
