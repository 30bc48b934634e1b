import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ListedSegment } from '../../../../src-preload/contract/rules/segment';
import { trpc } from '../../../api/client';
import { useKeptDraft } from '../../../api/kept-drafts';
import { Loaded } from '../../../api/loaded';
import { useMilestone } from '../../../api/milestone';
import { useWhose } from '../../../api/use-whose';
import { ErrorState } from '../../../ui/error-state';
import { Page } from '../../../ui/page';
import { PageSkeleton } from '../../../ui/skeletons';
import { type EditedSegment, editedSegmentOf, editedSegmentSchema, newSegment } from './edited-segment';
import { SegmentEditor } from './segment-editor';

/** One segment, or a new one. */
export function SegmentScreen() {
  const { id } = useParams({ from: '/company/segments/$id' });
  const whose = useWhose();
  return (
    <Page>
      {whose === null ? (
        <PageSkeleton />
      ) : id === 'new' ? (
        <DraftedSegment key={whose} draftKey={`segment new ${whose}`} saved={null} base={blank} />
      ) : (
        <SavedSegment key={`${whose} ${id}`} id={id} whose={whose} />
      )}
    </Page>
  );
}

const blank = newSegment();

function SavedSegment({ id, whose }: { id: string; whose: string }) {
  const list = useQuery(trpc.segments.list.queryOptions());
  return (
    <Loaded answer={list} waiting={<PageSkeleton />}>
      {({ segments }) => {
        const segment = segments.find((one) => one.id === id);
        if (segment === undefined)
          return (
            <ErrorState
              error={{ code: 'not_found', message: 'This segment is not in your copy any more.' }}
              onRetry={() => void list.refetch()}
            />
          );
        return (
          <DraftedSegment
            draftKey={`segment ${id} ${whose}`}
            saved={segment}
            base={editedSegmentOf(segment)}
          />
        );
      }}
    </Loaded>
  );
}

interface DraftedSegmentProps {
  draftKey: string;
  saved: ListedSegment | null;
  base: EditedSegment;
}

function DraftedSegment({ draftKey, saved, base }: DraftedSegmentProps) {
  const draft = useKeptDraft(draftKey, editedSegmentSchema);
  useMilestone('interactive', draft.data !== undefined);
  return (
    <Loaded answer={draft} waiting={<PageSkeleton />}>
      {(kept) => <SegmentEditor draftKey={draftKey} kept={kept} saved={saved} base={base} />}
    </Loaded>
  );
}
