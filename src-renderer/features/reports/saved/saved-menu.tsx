import { Button, Menu } from '@mantine/core';
import { IconBookmark, IconCheck, IconChevronDown, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import type { RevenueReport } from '../../../../src-preload/contract/reports/revenue';
import type { SavedReport } from '../../../../src-preload/contract/reports/saved-report';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { notifyDone } from '../../../ui/notify';
import { PendingBadge } from '../../../ui/pending-badge';
import { useSaved } from './use-saved';

const SaveDialog = lazyRouteComponent(() => import('./save-dialog'), 'SaveDialog');

/** Saved reports: open, save what is shown, delete. Deleting can be undone. */
export function SavedMenu({ report }: { report: RevenueReport }) {
  const { all, current, isChanged, open, leave } = useSaved();
  const save = useMutation(trpc.reports.save.mutationOptions());
  const remove = useMutation(trpc.reports.removeSaved.mutationOptions());
  const isAdmin = useMay('admin');
  const [naming, setNaming] = useState(false);

  function drop({ id, name, state, shared }: SavedReport): void {
    const back = () => save.mutate({ name, state, shared });
    leave();
    remove.mutate({ id }, { onSuccess: () => notifyDone(`The report “${name}” is deleted`, back) });
  }

  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button
            variant="default"
            fw={400}
            maw={220}
            leftSection={<IconBookmark size={15} stroke={1.6} />}
            rightSection={<IconChevronDown size={14} stroke={1.6} />}
          >
            <span className="truncate">
              {current?.name ?? 'Saved'}
              {isChanged && <span className="faint"> (changed)</span>}
            </span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{all.length === 0 ? 'No report is saved yet' : 'Saved reports'}</Menu.Label>
          {all.map((one) => (
            <Menu.Item
              key={one.id}
              rightSection={one === current && !isChanged && <IconCheck size={14} aria-label="open" />}
              onClick={() => open(one)}
            >
              {one.name} <SharedWords {...one} /> {one.isPending && <PendingBadge />}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconPlus size={15} stroke={1.6} />} onClick={() => setNaming(true)}>
            Save this report…
          </Menu.Item>
          {current !== null && (current.sharedBy === null || isAdmin) && (
            <Menu.Item leftSection={<IconTrash size={15} stroke={1.6} />} onClick={() => drop(current)}>
              Delete “{current.name}”
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense fallback={null}>
        {naming && (
          <SaveDialog
            report={report}
            onClose={() => setNaming(false)}
            onSave={(kept) => {
              save.mutate(kept);
              setNaming(false);
            }}
          />
        )}
      </Suspense>
    </>
  );
}

function SharedWords({ shared, sharedBy }: SavedReport) {
  if (!shared) return null;
  return <span className="faint">{sharedBy === null ? 'shared' : `shared by ${sharedBy}`}</span>;
}
