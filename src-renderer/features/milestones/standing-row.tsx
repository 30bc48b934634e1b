import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { MilestoneStanding } from '../../../src-preload/contract/milestones/milestones';
import { Day } from '../../ui/day';
import { IconButton } from '../../ui/icon-button';
import { PendingBadge } from '../../ui/pending-badge';
import { PaceBadge } from './pace-badge';
import { ProgressBar } from './progress-bar';
import type { ProgressSubject } from './progress-dialog';

interface StandingRowProps {
  standing: MilestoneStanding;
  /** Absent where the login may not. */
  onSet?: (subject: Pick<ProgressSubject, 'milestone' | 'contact' | 'mode'>) => void;
}

/** One milestone of an account's plan. */
export function StandingRow({ standing, onSet }: StandingRowProps) {
  const { id, name, sentence, progress, counted, pace, reasons, byHand } = standing;
  const milestone = { id, name, byHand, progress };
  return (
    <tr data-tall>
      <th scope="row">
        <bdi>{name}</bdi> {standing.isPending && <PendingBadge />}
        <div className="soft">{sentence}</div>
      </th>
      <td>
        <PaceBadge pace={pace} reasons={reasons} />
      </td>
      <td>
        <ProgressBar progress={progress} of={name} />
        {counted && <div className="soft">{counted}</div>}
      </td>
      <td>{progress === 100 ? <Done standing={standing} /> : <Day day={standing.dueOn} />}</td>
      <td data-room="text">
        {wordsOf(standing).map((words) => (
          <div key={words}>
            <bdi>{words}</bdi>
          </div>
        ))}
      </td>
      <td>
        {onSet && standing.audience === 'account' && (
          <SetMenu
            name={name}
            progress={progress}
            onSet={(mode) => onSet({ milestone, contact: null, mode })}
          />
        )}
        {onSet && standing.audience === 'contact' && <ContactMenu standing={standing} onSet={onSet} />}
      </td>
    </tr>
  );
}

function Done({ standing: { completedOn } }: { standing: MilestoneStanding }) {
  return completedOn === null ? <span className="soft">complete</span> : <Day day={completedOn} />;
}

function wordsOf({
  reasons,
  projection,
  waitsFor,
  setBy,
  reason,
  evidenceRemoved,
}: MilestoneStanding): string[] {
  const waits =
    waitsFor.length > 0 && reasons.length === 0
      ? [`Waits for ${waitsFor.map((name) => `“${name}”`).join(', ')}.`]
      : [];
  return [
    ...reasons,
    ...waits,
    ...(projection === null ? [] : [projection]),
    ...(setBy === null ? [] : [`Set by ${setBy}${reason === null ? '.' : `: ${reason}`}`]),
    ...(evidenceRemoved
      ? ['The use that completed it is not there any more; it stays complete until somebody corrects it.']
      : []),
  ];
}

function SetMenu({
  name,
  progress,
  onSet,
}: {
  name: string;
  progress: number;
  onSet: (mode: ProgressSubject['mode']) => void;
}) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton label={`What to do with ${name}`}>
          <IconDots size={16} stroke={1.6} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        {progress < 100 && <Menu.Item onClick={() => onSet('complete')}>It is done</Menu.Item>}
        <Menu.Item onClick={() => onSet('correct')}>Correct the progress</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Contacts that have not completed it come first. */
function ContactMenu({
  standing,
  onSet,
}: {
  standing: MilestoneStanding;
  onSet: NonNullable<StandingRowProps['onSet']>;
}) {
  const { id, name, byHand, contacts } = standing;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton label={`Contacts and ${name}`}>
          <IconDots size={16} stroke={1.6} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {contacts.slice(0, 50).map((contact) => (
          <Menu.Item
            key={contact.userId}
            onClick={() =>
              onSet({
                milestone: { id, name, byHand, progress: contact.progress },
                contact: { id: contact.contact, name: contact.name },
                mode: contact.progress < 100 ? 'complete' : 'correct',
              })
            }
          >
            <bdi>{contact.name}</bdi>: {contact.progress} %
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
