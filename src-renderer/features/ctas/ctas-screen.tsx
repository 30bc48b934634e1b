import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazyRouteComponent, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { type CtaList, ctaSources } from '../../../src-preload/contract/ctas/cta';
import { ctaTypeWords } from '../../../src-preload/contract/ctas/cta-words';
import { ctaTypes } from '../../../src-preload/contract/rules/action';
import { trpc } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { useMilestone } from '../../api/milestone';
import { useOwnerChoice } from '../../api/owner-choice';
import { useSignal } from '../../api/signal';
import { useMay } from '../../api/use-may';
import { EmptyState } from '../../ui/empty-state';
import { useKeys } from '../../ui/keys/use-keys';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { RowSkeletons } from '../../ui/skeletons';
import { CtaBoard } from './cta-board';
import type { CtaSearch } from './cta-search';
import { currentCta } from './cta-session';
import { countsInWords } from './cta-words';
import classes from './ctas-screen.module.css';

const NewCtaDialog = lazyRouteComponent(() => import('./form/new-cta-dialog'), 'NewCtaDialog');

const types = ctaTypes.map((value) => ({ value, label: ctaTypeWords[value] }));
const sources = [
  { value: 'rule', label: 'Of rules' },
  { value: 'person', label: 'Of people' },
];

/** Every call to action by when it is due. @param owner chooses whose they are */
export function CtasScreen({ owner }: { owner: ReactNode }) {
  const search = useSearch({ from: '/company/ctas' });
  const navigate = useNavigate({ from: '/ctas' });
  const { ownerId } = useOwnerChoice();
  const mayManage = useMay('manager');
  const current = useSignal(currentCta);
  const { type, source, closed, newFor } = search;
  const answer = useQuery({
    ...trpc.ctas.list.queryOptions({
      ...(ownerId === null ? {} : { ownerId }),
      ...(type && { type }),
      ...(source && { source }),
      closed: closed === true,
    }),
    placeholderData: keepPreviousData,
  });
  useMilestone('interactive', answer.isSuccess);

  function show(change: Partial<Record<keyof CtaSearch, unknown>>): void {
    const next = { ...search, ...change };
    const kept = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined));
    void navigate({ search: kept, replace: true });
  }
  const write = () => show({ newFor: 0 });
  useKeys('ctas', {
    n: () => {
      if (mayManage) write();
    },
  });

  return (
    <Page kind="fill">
      <PageHeader
        title="CTAs"
        note={answer.data && countsInWords(answer.data.counts)}
        actions={
          <>
            {owner}
            {mayManage && (
              <Button title="New CTA (n)" onClick={write}>
                New CTA
              </Button>
            )}
          </>
        }
      />
      <div className={classes.bar}>
        <SegmentedControl
          aria-label="State"
          value={closed === true ? 'closed' : 'open'}
          onChange={(value) => show({ closed: value === 'closed' ? true : undefined })}
          data={[
            { value: 'open', label: 'Open' },
            { value: 'closed', label: 'Closed' },
          ]}
        />
        <Select
          aria-label="Type"
          placeholder="All types"
          clearable
          w={150}
          data={types}
          value={type ?? null}
          onChange={(value) => show({ type: ctaTypes.find((one) => one === value) })}
        />
        <Select
          aria-label="Source"
          placeholder="Rules and people"
          clearable
          w={170}
          data={sources}
          value={source ?? null}
          onChange={(value) => show({ source: ctaSources.find((one) => one === value) })}
        />
      </div>
      <Loaded answer={answer} waiting={<RowSkeletons count={8} height={52} />}>
        {(list) =>
          list.ctas.length > 0 ? (
            <CtaBoard ctas={list.ctas} counts={list.counts} current={current} onCurrent={currentCta.set} />
          ) : (
            <NothingToDo
              list={list}
              closed={closed === true}
              narrowed={Boolean(type ?? source)}
              ofOne={ownerId !== null}
            />
          )
        }
      </Loaded>
      <Suspense fallback={null}>
        {newFor !== undefined && mayManage && (
          <NewCtaDialog
            accountId={newFor === 0 ? null : newFor}
            onClose={() => show({ newFor: undefined })}
            onOpened={(ctaId) => {
              currentCta.set(ctaId);
              show({ newFor: undefined });
            }}
          />
        )}
      </Suspense>
    </Page>
  );
}

interface NothingToDoProps {
  list: CtaList;
  closed: boolean;
  narrowed: boolean;
  /** Of one owner's accounts. */
  ofOne: boolean;
}

function NothingToDo({ list, closed, narrowed, ofOne }: NothingToDoProps) {
  const title = closed ? 'Nothing was closed' : 'Nothing is open';
  const never = Object.values(list.counts).every((count) => count === 0);
  const words = narrowed
    ? 'Of this kind. Clear the filters to see others.'
    : never
      ? 'What has to be done for an account stands here: rules open them, and you do (n).'
      : ofOne
        ? 'Choose another owner to see others.'
        : `The others stand under ${closed ? 'Open' : 'Closed'}.`;
  return <EmptyState icon={<IconChecklist size={24} stroke={1.5} />} title={title} text={words} />;
}
