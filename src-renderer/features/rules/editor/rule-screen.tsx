import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import type { ListedRule } from '../../../../src-preload/contract/rules/rule-entry';
import { trpc } from '../../../api/client';
import { useKeptDraft } from '../../../api/kept-drafts';
import { Loaded } from '../../../api/loaded';
import { useMilestone } from '../../../api/milestone';
import { useWhose } from '../../../api/use-whose';
import { Page } from '../../../ui/page';
import { PageSkeleton } from '../../../ui/skeletons';
import { copyOf, type EditedRule, editedOf, editedRuleSchema, newRule } from './edited-rule';
import { RuleEditor } from './rule-editor';

/** One rule, or a new one: written, looked at, tried, and kept. */
export function RuleScreen() {
  const { id } = useParams({ from: '/company/rules/$id' });
  const { copy } = useSearch({ from: '/company/rules/$id' });
  const whose = useWhose();
  return (
    <Page>
      {whose === null ? (
        <PageSkeleton />
      ) : id === 'new' && copy !== undefined ? (
        <CopiedRule key={`${whose} ${copy}`} id={copy} whose={whose} />
      ) : id === 'new' ? (
        <DraftedRule key={whose} draftKey={`rule new ${whose}`} saved={null} base={blank} />
      ) : (
        <SavedRule key={`${whose} ${id}`} id={id} whose={whose} />
      )}
    </Page>
  );
}

/** The same each time, so that a draft is held against one and the same beginning. */
const blank = newRule();

function SavedRule({ id, whose }: { id: string; whose: string }) {
  const rule = useQuery(trpc.rules.one.queryOptions({ id }));
  return (
    <Loaded answer={rule} waiting={<PageSkeleton />}>
      {(data) => <DraftedRule draftKey={`rule ${id} ${whose}`} saved={data} base={editedOf(data)} />}
    </Loaded>
  );
}

function CopiedRule({ id, whose }: { id: string; whose: string }) {
  const rule = useQuery(trpc.rules.one.queryOptions({ id }));
  return (
    <Loaded answer={rule} waiting={<PageSkeleton />}>
      {(data) => <DraftedRule draftKey={`rule copy ${id} ${whose}`} saved={null} base={copyOf(data)} />}
    </Loaded>
  );
}

interface DraftedRuleProps {
  draftKey: string;
  saved: ListedRule | null;
  base: EditedRule;
}

function DraftedRule({ draftKey, saved, base }: DraftedRuleProps) {
  const draft = useKeptDraft(draftKey, editedRuleSchema);
  useMilestone('interactive', draft.data !== undefined);
  return (
    <Loaded answer={draft} waiting={<PageSkeleton />}>
      {(kept) => <RuleEditor draftKey={draftKey} kept={kept} saved={saved} base={base} />}
    </Loaded>
  );
}
