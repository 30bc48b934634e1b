import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ListedSequence } from '../../../../src-preload/contract/sequences/listed';
import type { SequenceState } from '../../../../src-preload/contract/sequences/sequence';
import { trpc } from '../../../api/client';
import { Badge } from '../../../ui/badge';
import { Instant } from '../../../ui/day';
import { formatPlural } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import { PageHeader } from '../../../ui/page-header';
import { PendingBadge } from '../../../ui/pending-badge';
import { named } from '../../../ui/words/named';
import type { EntryEditing } from '../editor/entry-drafts';
import { RemoveEntry } from '../editor/remove-entry';
import type { EditedSequence } from './edited-sequence';
import { sequenceStateWords } from './sequence-words';
import type { SequenceSaving } from './use-sequence-saving';

interface SequenceHeadProps {
  saved: ListedSequence | null;
  editing: EntryEditing<EditedSequence>;
  readOnly: boolean;
  saving: SequenceSaving;
}

/** What it is called, how it stands, and what can be done with it. */
export function SequenceHead({ saved, editing, readOnly, saving }: SequenceHeadProps) {
  const { entry, isChanged, discard } = editing;
  return (
    <PageHeader
      title={saved === null ? 'New sequence' : named(entry.name)}
      note={
        <>
          <Link to="/rules">Rules</Link>
          {saved !== null && <HowItStands saved={saved} />}
          {isChanged && ' · what you changed is kept here and not saved yet'}
        </>
      }
      actions={
        <>
          {saved !== null && !readOnly && <RemoveSequence sequence={saved} onRemoved={discard} />}
          {saved !== null && saved.switchLocked === null && (
            <StateButton sequence={saved} isChanged={isChanged} />
          )}
          {!readOnly && (
            <>
              <Button variant="default" disabled={!isChanged} onClick={discard}>
                Discard changes
              </Button>
              <Button
                loading={saving.isBusy}
                disabled={saved !== null && !isChanged}
                onClick={saving.save}
                title="Ctrl+S"
              >
                {saved === null ? 'Save sequence' : 'Save as new version'}
              </Button>
            </>
          )}
        </>
      }
    />
  );
}

function HowItStands({ saved }: { saved: ListedSequence }) {
  const { word, tone, meaning } = sequenceStateWords[saved.state];
  return (
    <>
      {' · '}
      <Badge tone={tone} title={meaning}>
        {word}
      </Badge>
      {' · '}version {saved.version}, changed <Instant at={saved.at} past />, made by {saved.author}{' '}
      {saved.isPending && <PendingBadge />}
    </>
  );
}

/** As it is saved: what isn't saved would be switched on unseen. */
function StateButton({ sequence, isChanged }: { sequence: ListedSequence; isChanged: boolean }) {
  const call = useMutation(trpc.sequences.setState.mutationOptions());
  const { id, name, state, version, findings } = sequence;
  const isWhole = findings.every(({ severity }) => severity !== 'error');
  const set = (next: SequenceState, done: string) =>
    call.mutate({ id, version, state: next }, { onSuccess: () => notifyDone(`${name} ${done}`) });
  if (state === 'active')
    return (
      <Button
        variant="default"
        loading={call.isPending}
        title="Nobody comes in, and who is inside stands still; their mails wait"
        onClick={() => set('paused', 'is paused. Who is inside stands still until it goes on.')}
      >
        Pause
      </Button>
    );
  return (
    <Button
      variant="default"
      loading={call.isPending}
      disabled={isChanged || !isWhole}
      title={
        isChanged
          ? 'Save it first: it is switched on as it is saved'
          : isWhole
            ? undefined
            : 'Something is still to be filled in or to be mended'
      }
      onClick={() => set('active', 'is on: contacts can come in.')}
    >
      Switch on
    </Button>
  );
}

function RemoveSequence({ sequence, onRemoved }: { sequence: ListedSequence; onRemoved: () => void }) {
  const navigate = useNavigate();
  const call = useMutation(trpc.sequences.remove.mutationOptions());
  const { inside } = sequence.health;
  const out =
    inside === 0
      ? ''
      : ` ${formatPlural(inside, 'person goes', 'people go')} out, and gets nothing more of it.`;
  return (
    <RemoveEntry
      name={sequence.name}
      kept={null}
      words={`It goes for the whole company.${out} To stop it for a while, pause it instead.`}
      isBusy={call.isPending}
      onRemove={() =>
        call.mutate(
          { id: sequence.id },
          {
            onSuccess: () => {
              onRemoved();
              notifyDone(`${sequence.name} is removed.`);
              void navigate({ to: '/rules' });
            },
          },
        )
      }
    />
  );
}
