import { Button, Menu } from '@mantine/core';
import {
  IconCheck,
  IconChevronDown,
  IconDeviceFloppy,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountFilter, SavedView } from '../../../../src-preload/contract/accounts';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { notifyDone } from '../../../ui/notify';
import { PendingBadge } from '../../../ui/pending-badge';
import { NameDialog, type ViewName } from '../../../ui/views/name-dialog';
import { type ListState, sameList } from './list-state';
import classes from './views-menu.module.css';

interface ViewsMenuProps {
  state: ListState;
  viewId: string | undefined;
  onChoose: (view: SavedView | null) => void;
  /** What narrows the list to one's own accounts; null for who owns none. */
  mine: AccountFilter | null;
  onMine: (mine: AccountFilter) => void;
}

/** Saved views of the list: choose, save, rename, delete. Deleting can be undone. */
export function ViewsMenu({ state, viewId, onChoose, mine, onMine }: ViewsMenuProps) {
  const queryClient = useQueryClient();
  const views = useQuery(trpc.accounts.views.queryOptions()).data?.views ?? [];
  const onSettled = () => queryClient.invalidateQueries(trpc.accounts.views.queryFilter());
  const save = useMutation(trpc.accounts.saveView.mutationOptions({ onSettled }));
  const remove = useMutation(trpc.accounts.deleteView.mutationOptions({ onSettled }));
  const [naming, setNaming] = useState<'new' | 'rename' | null>(null);
  const mayShare = useMay('manager');
  const isAdmin = useMay('admin');
  const current = views.find((view) => view.id === viewId) ?? null;
  const mayChange = current !== null && (current.sharedBy === null ? mayShare || !current.shared : isAdmin);
  const changed = current !== null && !sameList(current, state);
  const isMine = mine !== null && current === null && sameList({ ...state, filter: mine }, state);

  function saveNew(named: ViewName): void {
    save.mutate({ ...state, columns: [...state.columns], ...named }, { onSuccess: onChoose });
    setNaming(null);
  }

  function rename({ id, filter, sort, columns }: SavedView, named: ViewName): void {
    save.mutate({ id, filter, sort, columns, ...named });
    setNaming(null);
  }

  function deleteView(view: SavedView): void {
    const { id, name, filter, sort, columns, shared } = view;
    const kept = { name, filter, sort, columns, shared };
    remove.mutate(
      { id },
      {
        onSuccess: () => {
          onChoose(null);
          notifyDone(`The view “${view.name}” is deleted`, () => save.mutate(kept));
        },
      },
    );
  }

  return (
    <>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <Button
            variant="default"
            fw={400}
            rightSection={<IconChevronDown size={14} stroke={1.6} />}
            maw={280}
          >
            <span className="truncate">
              {current?.name ?? (isMine ? 'My accounts' : 'All accounts')}
              {changed && <span className="faint"> (changed)</span>}
            </span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Views</Menu.Label>
          {mine !== null && (
            <Menu.Item rightSection={isMine && <Chosen />} onClick={() => onMine(mine)}>
              My accounts
            </Menu.Item>
          )}
          <Menu.Item rightSection={current === null && !isMine && <Chosen />} onClick={() => onChoose(null)}>
            All accounts
          </Menu.Item>
          <div className={classes.list}>
            {views.map((view) => (
              <Menu.Item
                key={view.id}
                rightSection={view.id === viewId && <Chosen />}
                onClick={() => onChoose(view)}
              >
                {view.name} <SharedWords {...view} /> {view.isPending && <PendingBadge />}
              </Menu.Item>
            ))}
          </div>
          <Menu.Divider />
          {current && changed && mayChange && (
            <Menu.Item
              leftSection={<IconDeviceFloppy size={15} stroke={1.6} />}
              onClick={() =>
                save.mutate({ ...state, columns: [...state.columns], id: current.id, name: current.name })
              }
            >
              Save the changes
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconPlus size={15} stroke={1.6} />} onClick={() => setNaming('new')}>
            Save as a new view
          </Menu.Item>
          {current && mayChange && (
            <>
              <Menu.Item
                leftSection={<IconPencil size={15} stroke={1.6} />}
                onClick={() => setNaming('rename')}
              >
                {mayShare ? 'Rename or share' : 'Rename'}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconTrash size={15} stroke={1.6} />}
                onClick={() => deleteView(current)}
              >
                Delete
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {naming === 'new' && (
        <NameDialog
          title="Save as a new view"
          mayShare={mayShare}
          onClose={() => setNaming(null)}
          onName={saveNew}
        />
      )}
      {naming === 'rename' && current && (
        <NameDialog
          title={mayShare ? 'Rename or share the view' : 'Rename the view'}
          view={current}
          mayShare={mayShare}
          onClose={() => setNaming(null)}
          onName={(named) => rename(current, named)}
        />
      )}
    </>
  );
}

function SharedWords({ shared, sharedBy }: SavedView) {
  if (!shared) return null;
  return <span className="faint">{sharedBy === null ? 'shared' : `shared by ${sharedBy}`}</span>;
}

function Chosen() {
  return <IconCheck size={14} aria-label="chosen" />;
}
