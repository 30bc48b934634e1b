import { Button, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { useMilestone } from '../../api/milestone';
import { useMay } from '../../api/use-may';
import { EmptyState } from '../../ui/empty-state';
import { formatCount } from '../../ui/format/number';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { SectionStack } from '../../ui/section-stack';
import { PageSkeleton } from '../../ui/skeletons';
import { StarterList } from './starter-list';
import { TemplateTable } from './template-table';

/** The company's templates of mails, and those that a team begins with. */
export function TemplatesScreen() {
  const list = useQuery(trpc.templates.list.queryOptions());
  const mayManage = useMay('manager');
  useMilestone('interactive', list.isSuccess);
  return (
    <Page>
      <PageHeader
        title="Templates"
        note={
          mayManage
            ? 'What mails are made of, for the whole company'
            : 'What mails are made of. You can read and preview them; managers write them'
        }
        actions={
          <>
            <Button variant="default" renderRoot={(props) => <Link to="/templates/brand" {...props} />}>
              Brand
            </Button>
            {mayManage && (
              <Button renderRoot={(props) => <Link to="/templates/$id" params={{ id: 'new' }} {...props} />}>
                New template
              </Button>
            )}
          </>
        }
      />
      <Loaded answer={list} waiting={<PageSkeleton />}>
        {({ templates, starters }) => (
          <SectionStack>
            <TemplateSection templates={templates} />
            <StarterList starters={starters} mayManage={mayManage} />
          </SectionStack>
        )}
      </Loaded>
    </Page>
  );
}

function TemplateSection({ templates }: { templates: Parameters<typeof TemplateTable>[0]['templates'] }) {
  const [withArchived, setWithArchived] = useState(false);
  const archived = templates.filter(({ isArchived }) => isArchived).length;
  const shown = templates.filter(({ isArchived }) => withArchived || !isArchived);
  return (
    <Section
      title="The company’s own"
      padding="flush"
      actions={
        archived > 0 && (
          <Switch
            label={`Archived too (${formatCount(archived)})`}
            checked={withArchived}
            onChange={(event) => setWithArchived(event.currentTarget.checked)}
          />
        )
      }
    >
      {shown.length === 0 ? (
        <EmptyState
          title="There is no template yet"
          text="Begin with one of those below: they can be sent as they are, and changed as you like."
        />
      ) : (
        <TemplateTable templates={shown} />
      )}
    </Section>
  );
}
