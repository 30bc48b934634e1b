import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ListedSequence } from '../../../../src-preload/contract/sequences/listed';
import { trpc } from '../../../api/client';
import { useKeptDraft } from '../../../api/kept-drafts';
import { Loaded } from '../../../api/loaded';
import { useMilestone } from '../../../api/milestone';
import { useWhose } from '../../../api/use-whose';
import { EmptyState } from '../../../ui/empty-state';
import { Page } from '../../../ui/page';
import { PageSkeleton } from '../../../ui/skeletons';
import { blankSequence, type EditedSequence, editedOf, editedSequenceSchema } from './edited-sequence';
import { SequenceEditor } from './sequence-editor';

/** One sequence, or a new one: written, looked at, and who is inside. */
export function SequenceScreen() {
  const { id } = useParams({ from: '/company/sequences/$id' });
  const whose = useWhose();
  return (
    <Page>
      {whose === null ? (
        <PageSkeleton />
      ) : id === 'new' ? (
        <Drafted key={whose} draftKey={`sequence new ${whose}`} saved={null} base={blank} />
      ) : (
        <Saved key={`${whose} ${id}`} id={id} whose={whose} />
      )}
    </Page>
  );
}

/** The same each time, so that a draft is held against one and the same beginning. */
const blank = blankSequence();

function Saved({ id, whose }: { id: string; whose: string }) {
  const list = useQuery(trpc.sequences.list.queryOptions());
  return (
    <Loaded answer={list} waiting={<PageSkeleton />}>
      {({ sequences }) => {
        const saved = sequences.find((sequence) => sequence.id === id);
        return saved === undefined ? (
          <EmptyState title="This sequence is not in your copy any more" />
        ) : (
          <Drafted draftKey={`sequence ${id} ${whose}`} saved={saved} base={editedOf(saved)} />
        );
      }}
    </Loaded>
  );
}

interface DraftedProps {
  draftKey: string;
  saved: ListedSequence | null;
  base: EditedSequence;
}

function Drafted({ draftKey, saved, base }: DraftedProps) {
  const draft = useKeptDraft(draftKey, editedSequenceSchema);
  useMilestone('interactive', draft.data !== undefined);
  return (
    <Loaded answer={draft} waiting={<PageSkeleton />}>
      {(kept) => <SequenceEditor draftKey={draftKey} kept={kept} saved={saved} base={base} />}
    </Loaded>
  );
}
