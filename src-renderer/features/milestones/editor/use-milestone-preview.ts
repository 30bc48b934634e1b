import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { MilestoneDefinition } from '../../../../src-preload/contract/milestones/milestone-definition';
import type { MilestonePreview } from '../../../../src-preload/contract/milestones/milestones';
import { trpc } from '../../../api/client';

/** Who would have completed a milestone as it is being written. @param id null: a new one */
export function useMilestonePreview(
  id: string | null,
  definition: MilestoneDefinition,
): MilestonePreview | undefined {
  const [settled] = useDebouncedValue(definition, 400);
  return useQuery({
    ...trpc.milestones.preview.queryOptions({ id, definition: settled }),
    placeholderData: keepPreviousData,
  }).data;
}
