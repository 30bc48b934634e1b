import { Alert } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { MilestoneDefinition } from '../../../../src-preload/contract/milestones/milestone-definition';
import { trpc } from '../../../api/client';
import { formatPlural } from '../../../ui/format/number';

/** Who would have completed it, before it is saved. */
export function MilestonePreview({ id, definition }: { id: string | null; definition: MilestoneDefinition }) {
  const [settled] = useDebouncedValue(definition, 400);
  const preview = useQuery({
    ...trpc.milestones.preview.queryOptions({ id, definition: settled }),
    placeholderData: keepPreviousData,
  }).data;
  if (preview === undefined) return null;
  const { sentence, counted, complete, newly, findings } = preview;
  if (findings.length > 0)
    return <Alert color="yellow">{findings.map(({ message }) => message).join(' ')}</Alert>;
  const some = newly.accounts.slice(0, 5).map(({ name }) => name);
  return (
    <Alert color="gray" title={sentence}>
      {definition.completion.by === 'hand' ? (
        'Nothing is counted.'
      ) : (
        <>
          {complete} of {formatPlural(counted, 'account has', 'accounts have')} reached it
          {newly.total > 0 && (
            <>
              ; {formatPlural(newly.total, 'is', 'are')} not complete now and will be at once:{' '}
              <bdi>{some.join(', ')}</bdi>
              {newly.total > some.length && ` and ${newly.total - some.length} more`}
            </>
          )}
          .
        </>
      )}
    </Alert>
  );
}
