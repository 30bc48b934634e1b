import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconListCheck } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazyRouteComponent, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, Suspense, useState } from 'react';
import { ctaPriorities } from '../../../src-preload/contract/ctas/cta-kinds';
import { ctaPriorityWords } from '../../../src-preload/contract/ctas/cta-words';
import {
  type TaskList as TaskListData,
  taskGroups,
  taskSources,
} from '../../../src-preload/contract/ctas/task';
import type { TaskViewState } from '../../../src-preload/contract/ctas/task-view';
import { trpc } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { useMilestone } from '../../api/milestone';
import { useOwnerChoice } from '../../api/owner-choice';
import { useMay } from '../../api/use-may';
import { EmptyState } from '../../ui/empty-state';
import { useKeys } from '../../ui/keys/use-keys';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { RowSkeletons } from '../../ui/skeletons';
import { TaskList } from './list/task-list';
import { readTaskSearch, type TaskSearch } from './task-search';
import { countsInWords, groupWords } from './task-words';
import classes from './tasks-screen.module.css';
import { TaskViewsMenu } from './views/task-views-menu';

const TaskBoard = lazyRouteComponent(() => import('./board/task-board'), 'TaskBoard');
const TaskCalendar = lazyRouteComponent(() => import('./calendar/task-calendar'), 'TaskCalendar');
const TaskDialog = lazyRouteComponent(() => import('./form/task-dialog'), 'TaskDialog');

const priorities = ctaPriorities.map((value) => ({ value, label: ctaPriorityWords[value] }));
const sources = [
  { value: 'cta', label: 'Of CTAs' },
  { value: 'own', label: 'By themselves' },
];
const groups = taskGroups.map((value) => ({ value, label: groupWords[value] }));

/** Everything that is to be done, wherever it comes from: as a list, a board, a calendar. @param owner chooses whose */
export function TasksScreen({ owner }: { owner: ReactNode }) {
  const search = useSearch({ from: '/company/tasks' });
  const navigate = useNavigate({ from: '/tasks' });
  const { ownerId } = useOwnerChoice();
  const mayManage = useMay('manager');
  const [typed, setTyped] = useState(search.words ?? '');
  const [looked] = useDebouncedValue(typed, 200);
  const { show, priority, source, group, newFor } = search;
  const choice = {
    ...(ownerId === null ? {} : { ownerId }),
    ...(priority && { priority }),
    ...(source && { source }),
    ...(looked.trim() !== '' && { words: looked.trim() }),
  };
  const answer = useQuery({
    ...trpc.tasks.list.queryOptions({
      ...choice,
      ...(show === undefined && group && { group }),
      show: show === 'board' ? 'both' : group === 'done' && show === undefined ? 'done' : 'open',
    }),
    placeholderData: keepPreviousData,
  });
  useMilestone('interactive', answer.isSuccess);

  function look(change: Partial<Record<keyof TaskSearch, unknown>>): void {
    const next = { ...search, ...change };
    const kept = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined));
    void navigate({ search: kept, replace: true });
  }
  const write = () => look({ newFor: 0 });
  useKeys('tasks', {
    n: () => {
      if (mayManage) write();
    },
    l: () => look({ show: undefined }),
    b: () => look({ show: 'board' }),
    v: () => look({ show: 'calendar' }),
  });

  return (
    <Page kind="fill">
      <PageHeader
        title="Tasks"
        note={answer.data && countsInWords(answer.data.counts)}
        actions={
          <>
            {owner}
            {mayManage && (
              <Button title="New task (n)" onClick={write}>
                New task
              </Button>
            )}
          </>
        }
      />
      <div className={classes.bar}>
        <TaskViewsMenu
          state={viewOf(search)}
          onChoose={(state) => {
            setTyped(state.words ?? '');
            void navigate({ search: readTaskSearch({ ...state }), replace: true });
          }}
        />
        <SegmentedControl
          aria-label="Shown as"
          value={show ?? 'list'}
          onChange={(value) => look({ show: value === 'list' ? undefined : value })}
          data={[
            { value: 'list', label: 'List' },
            { value: 'board', label: 'Board' },
            { value: 'calendar', label: 'Calendar' },
          ]}
        />
        {show === undefined && (
          <Select
            aria-label="When"
            placeholder="All that is open"
            clearable
            w={150}
            data={groups}
            value={group ?? null}
            onChange={(value) => look({ group: taskGroups.find((one) => one === value) })}
          />
        )}
        <Select
          aria-label="Priority"
          placeholder="All priorities"
          clearable
          w={150}
          data={priorities}
          value={priority ?? null}
          onChange={(value) => look({ priority: ctaPriorities.find((one) => one === value) })}
        />
        <Select
          aria-label="Source"
          placeholder="Of CTAs or not"
          clearable
          w={160}
          data={sources}
          value={source ?? null}
          onChange={(value) => look({ source: taskSources.find((one) => one === value) })}
        />
        <TextInput
          aria-label="Words"
          placeholder="Task or account"
          w={180}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            look({ words: event.currentTarget.value.trim() || undefined });
          }}
        />
      </div>
      <Loaded answer={answer} waiting={<RowSkeletons count={8} height={52} />}>
        {(list) =>
          show === 'calendar' ? (
            <Suspense fallback={<RowSkeletons count={8} height={52} />}>
              <TaskCalendar
                choice={choice}
                day={search.day ?? null}
                isWeek={search.week === true}
                onLook={look}
              />
            </Suspense>
          ) : list.tasks.length === 0 ? (
            <NothingToDo
              list={list}
              isNarrowed={Boolean(priority ?? source ?? group) || looked.trim() !== ''}
            />
          ) : show === 'board' ? (
            <Suspense fallback={<RowSkeletons count={8} height={52} />}>
              <TaskBoard tasks={list.tasks} />
            </Suspense>
          ) : (
            <TaskList tasks={list.tasks} counts={list.counts} />
          )
        }
      </Loaded>
      <Suspense fallback={null}>
        {newFor !== undefined && mayManage && (
          <TaskDialog
            task={null}
            accountId={newFor === 0 ? null : newFor}
            onClose={() => look({ newFor: undefined })}
          />
        )}
      </Suspense>
    </Page>
  );
}

/** What a saved view keeps of the address. */
function viewOf({ show, priority, source, group, words }: TaskSearch): TaskViewState {
  return {
    ...(show && { show }),
    ...(priority && { priority }),
    ...(source && { source }),
    ...(group && { group }),
    ...(words && { words }),
  };
}

function NothingToDo({ list, isNarrowed }: { list: TaskListData; isNarrowed: boolean }) {
  const never = Object.values(list.counts).every((count) => count === 0);
  const words = isNarrowed
    ? 'Of this choice. Clear the filters to see others.'
    : never
      ? 'The steps of CTAs and playbooks stand here, and what you write down for an account (n).'
      : 'Everything is done, or is another owner’s.';
  return (
    <EmptyState icon={<IconListCheck size={24} stroke={1.5} />} title="Nothing is to be done" text={words} />
  );
}
