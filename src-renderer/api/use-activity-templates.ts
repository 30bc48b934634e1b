import { useQuery } from '@tanstack/react-query';
import {
  type ActivityTemplate,
  shippedActivityTemplates,
} from '../../src-preload/contract/activity-templates';
import { trpc } from './client';

const asShipped: readonly ActivityTemplate[] = shippedActivityTemplates.map(({ place, ...template }) => ({
  ...template,
  ...{ isShipped: true, isHidden: false, version: 1, author: null, isPending: false },
}));

/** What notes can begin with, in the team's order, hidden ones included; until that is known what Steward comes with. */
export function useActivityTemplates(): readonly ActivityTemplate[] {
  return useQuery(trpc.activityTemplates.list.queryOptions()).data?.templates ?? asShipped;
}
