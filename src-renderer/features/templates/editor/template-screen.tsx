import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Template } from '../../../../src-preload/contract/templates/templates';
import { trpc } from '../../../api/client';
import { keepDraft, useKeptDraft } from '../../../api/kept-drafts';
import { Loaded } from '../../../api/loaded';
import { useMilestone } from '../../../api/milestone';
import { useWhose } from '../../../api/use-whose';
import { Page } from '../../../ui/page';
import { PageSkeleton } from '../../../ui/skeletons';
import {
  begunWith,
  draftKeyOf,
  type EditedTemplate,
  editedOf,
  editedTemplateSchema,
  takeLeftDraft,
} from './template-draft';
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
        <DraftedTemplate
          whose={whose}
          id={`new ${starter}`}
          saved={null}
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
      {(data) => <DraftedTemplate whose={whose} id={id} saved={data} base={editedOf(data)} />}
    </Loaded>
  );
}

interface DraftedTemplateProps {
  /** The login and company whose drafts are met. */
  whose: string;
  id: string;
  /** Null: a new one. */
  saved: Template | null;
  base: EditedTemplate;
}

/** With the draft that was left of it. */
function DraftedTemplate({ whose, id, saved, base }: DraftedTemplateProps) {
  const key = draftKeyOf(whose, id);
  const draft = useKeptDraft(key, editedTemplateSchema);
  const [left] = useState(() => takeLeftDraft(whose, id));
  useEffect(() => {
    if (left !== null) keepDraft(key, left);
  }, [key, left]);
  return (
    <Loaded answer={draft} waiting={<PageSkeleton />}>
      {(kept) => <TemplateEditor draftKey={key} kept={kept ?? left} saved={saved} base={base} />}
    </Loaded>
  );
}
