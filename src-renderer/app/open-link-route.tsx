import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import { trpc } from '../api/client';
import { Loaded } from '../api/loaded';
import { EmptyState } from '../ui/empty-state';
import { Page } from '../ui/page';
import { PageSkeleton } from '../ui/skeletons';

const nothing = {
  elsewhere: {
    title: 'This link leads to another company',
    text: 'Open its connection under Settings, Connection, and follow the link again.',
  },
  nowhere: {
    title: 'The account of this link is not in your copy',
    text: 'It is in somebody else’s book, gone, or so new that the next sync brings it.',
  },
} as const;

/** Where a link from outside leads: to an account by the company's own id of it. */
export function OpenLinkRoute() {
  const { company, externalId } = useParams({ from: '/company/open/$company/$externalId' });
  const linked = useQuery(trpc.account.linked.queryOptions({ company, externalId }));
  return (
    <Loaded answer={linked} waiting={<PageSkeleton />}>
      {(found) =>
        found.leads === 'here' ? (
          <Navigate to="/accounts/$id" params={{ id: String(found.id) }} replace />
        ) : (
          <Page>
            <EmptyState {...nothing[found.leads]} />
          </Page>
        )
      }
    </Loaded>
  );
}
