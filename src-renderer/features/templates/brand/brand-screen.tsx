import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMilestone } from '../../../api/milestone';
import { useMay } from '../../../api/use-may';
import { Page } from '../../../ui/page';
import { PageHeader } from '../../../ui/page-header';
import { PendingBadge } from '../../../ui/pending-badge';
import { PageSkeleton } from '../../../ui/skeletons';
import { BrandForm } from './brand-form';

/** Whom all mails of the company come from, and how they look. */
export function BrandScreen() {
  const saved = useQuery(trpc.templates.brand.queryOptions());
  const isAdmin = useMay('admin');
  useMilestone('interactive', saved.isSuccess);
  return (
    <Page>
      <PageHeader
        title="Brand"
        note={
          <>
            <Link to="/templates">Templates</Link>
            {saved.data && ` · set by ${saved.data.author} `}
            {saved.data?.isPending && <PendingBadge />}
            {!isAdmin && ' · it stands in every mail of the company: only admins set it'}
          </>
        }
      />
      <Loaded answer={saved} waiting={<PageSkeleton />}>
        {(data) => <BrandForm brand={data?.brand ?? null} readOnly={!isAdmin} />}
      </Loaded>
    </Page>
  );
}
