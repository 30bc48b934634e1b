import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ListedSegment } from '../../../../src-preload/contract/rules/segment';
import { trpc } from '../../../api/client';
import { Instant } from '../../../ui/day';
import { notifyDone } from '../../../ui/notify';
import { PageHeader } from '../../../ui/page-header';
import { PendingBadge } from '../../../ui/pending-badge';
import { named } from '../../../ui/words/named';
import type { EntryEditing } from '../editor/entry-drafts';
import { RemoveEntry } from '../editor/remove-entry';
import type { EditedSegment } from './edited-segment';
import { allUsers, usedByWords } from './segment-words';
import type { SegmentSaving } from './use-segment-saving';

interface SegmentHeadProps {
  saved: ListedSegment | null;
  name: string;
  editing: EntryEditing<EditedSegment>;
  readOnly: boolean;
  saving: SegmentSaving;
}

/** What it is called, how it stands, and what can be done with it. */
export function SegmentHead({ saved, name, editing, readOnly, saving }: SegmentHeadProps) {
  const { isChanged, discard } = editing;
  return (
    <PageHeader
      title={saved === null ? 'New segment' : named(name)}
      note={
        <>
          <Link to="/rules">Rules</Link>
          {saved !== null && (
            <>
              {' · '}version {saved.version}, changed <Instant at={saved.at} past />, made by {saved.author}{' '}
              {saved.isPending && <PendingBadge />}
            </>
          )}
          {isChanged && ' · what you changed is kept here and not saved yet'}
        </>
      }
      actions={
        <>
          {saved !== null && (
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link to="/accounts" search={{ filter: { segmentIds: [saved.id] } }} {...props} />
              )}
            >
              Its accounts
            </Button>
          )}
          {saved !== null && !readOnly && <RemoveSegment segment={saved} onRemoved={discard} />}
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
                {saved === null ? 'Save segment' : 'Save as new version'}
              </Button>
            </>
          )}
        </>
      }
    />
  );
}

/** What uses it keeps it: that is said before one tries. */
function RemoveSegment({ segment, onRemoved }: { segment: ListedSegment; onRemoved: () => void }) {
  const navigate = useNavigate();
  const call = useMutation(trpc.segments.remove.mutationOptions());
  const { id, name, usedBy } = segment;
  const isUsed = allUsers(usedBy).length > 0;
  return (
    <RemoveEntry
      name={name}
      kept={isUsed ? `It can’t go: ${usedByWords(usedBy)} ask for it. Take it out of them first.` : null}
      words="It goes for the whole company, and from the lists that are narrowed by it."
      isBusy={call.isPending}
      onRemove={() =>
        call.mutate(
          { id },
          {
            onSuccess: () => {
              onRemoved();
              notifyDone(`${name} is removed.`);
              void navigate({ to: '/rules' });
            },
          },
        )
      }
    />
  );
}
