import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMilestone } from '../../../api/milestone';
import { useWhose } from '../../../api/use-whose';
import { Page } from '../../../ui/page';
import { PageSkeleton } from '../../../ui/skeletons';
import { begunWith, editedOf } from './template-draft';
import { TemplateEditor } from './template-editor';

/** One template, or a new one: written, looked at, and kept. */
export function TemplateScreen() {
  const { id } = useParams({ from: '/company/templates/$id' });
  const { starter = 'empty' } = useSearch({ from: '/company/templates/$id' });
  const whose = useWhose();
  return (
    <Page>
      {whose === null ? (
        <PageSkeleton />
      ) : id === 'new' ? (
        <NewTemplate key={`${whose} ${starter}`} starter={starter} whose={whose} />
      ) : (
        <SavedTemplate key={`${whose} ${id}`} id={id} whose={whose} />
      )}
    </Page>
  );
}

function NewTemplate({ starter, whose }: { starter: string; whose: string }) {
  const list = useQuery(trpc.templates.list.queryOptions());
  useMilestone('interactive', list.isSuccess);
  return (
    <Loaded answer={list} waiting={<PageSkeleton />}>
      {({ starters }) => (
        <TemplateEditor
          whose={whose}
          saved={null}
          draftId={`new ${starter}`}
          base={begunWith(starters.find(({ key }) => key === starter))}
        />
      )}
    </Loaded>
  );
}

function SavedTemplate({ id, whose }: { id: string; whose: string }) {
  const template = useQuery(trpc.templates.read.queryOptions({ id }));
  useMilestone('interactive', template.isSuccess);
  return (
    <Loaded answer={template} waiting={<PageSkeleton />}>
      {(data) => <TemplateEditor whose={whose} saved={data} draftId={id} base={editedOf(data)} />}
    </Loaded>
  );
}
