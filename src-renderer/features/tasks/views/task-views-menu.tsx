import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import type { TaskView, TaskViewState } from '../../../../src-preload/contract/ctas/task-view';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { notifyDone } from '../../../ui/notify';
import { PendingBadge } from '../../../ui/pending-badge';

const NameDialog = lazyRouteComponent(() => import('../../../ui/views/name-dialog'), 'NameDialog');

interface TaskViewsMenuProps {
  state: TaskViewState;
  /** All that a view says takes the place of what there is. */
  onChoose: (state: TaskViewState) => void;
}

/** Saved views of the tasks: choose, save, delete. Deleting can be undone. */
export function TaskViewsMenu({ state, onChoose }: TaskViewsMenuProps) {
  const views = useQuery(trpc.tasks.views.queryOptions()).data?.views ?? [];
  const save = useMutation(trpc.tasks.saveView.mutationOptions());
  const remove = useMutation(trpc.tasks.deleteView.mutationOptions());
  const [mayShare, isAdmin] = [useMay('manager'), useMay('admin')];
  const [naming, setNaming] = useState(false);
  const current = views.find((view) => isSame(view.state, state));

  function drop({ id, name, state: kept, shared }: TaskView): void {
    const back = () => save.mutate({ name, state: kept, shared });
    remove.mutate({ id }, { onSuccess: () => notifyDone(`The view “${name}” is deleted`, back) });
  }

  return (
    <>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <Button
            variant="default"
            fw={400}
            maw={220}
            rightSection={<IconChevronDown size={14} stroke={1.6} />}
          >
            <span className="truncate">{current?.name ?? 'Views'}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onChoose({})}>All tasks</Menu.Item>
          {views.map((view) => (
            <Menu.Item key={view.id} onClick={() => onChoose(view.state)}>
              {view.name} {view.sharedBy !== null && <span className="faint">of {view.sharedBy}</span>}
              {view.isPending && <PendingBadge />}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconPlus size={15} stroke={1.6} />} onClick={() => setNaming(true)}>
            Save as a view…
          </Menu.Item>
          {current !== undefined && (current.sharedBy === null || isAdmin) && (
            <Menu.Item leftSection={<IconTrash size={15} stroke={1.6} />} onClick={() => drop(current)}>
              Delete “{current.name}”
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense fallback={null}>
        {naming && (
          <NameDialog
            title="Save as a view"
            mayShare={mayShare}
            onClose={() => setNaming(false)}
            onName={(named) => {
              save.mutate({ ...named, state });
              setNaming(false);
            }}
          />
        )}
      </Suspense>
    </>
  );
}

const parts = ['show', 'priority', 'source', 'group', 'words'] as const;

function isSame(one: TaskViewState, other: TaskViewState): boolean {
  return parts.every((part) => one[part] === other[part]) && parts.some((part) => one[part] !== undefined);
}
