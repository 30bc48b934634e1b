import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { trpc } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { useMay } from '../../api/use-may';
import { RowSkeletons } from '../../ui/skeletons';
import classes from './account-tasks.module.css';
import { TaskList } from './list/task-list';
import { countsInWords } from './task-words';

const TaskDialog = lazyRouteComponent(() => import('./form/task-dialog'), 'TaskDialog');

/** The tasks of one account that belong to no call to action: those have theirs beside them. */
export function AccountTasks({ id }: { id: number }) {
  const answer = useQuery(trpc.tasks.list.queryOptions({ accountId: id, source: 'own', show: 'both' }));
  const mayManage = useMay('manager');
  const [writing, setWriting] = useState(false);
  const counts = answer.data?.counts;
  return (
    <section aria-label="Tasks by themselves" className={classes.room}>
      <div className={classes.head}>
        <h2>Tasks by themselves</h2>
        <p className="soft">{counts && countsInWords(counts)}</p>
        {mayManage && (
          <Button variant="default" fw={400} onClick={() => setWriting(true)}>
            New task
          </Button>
        )}
      </div>
      <Loaded answer={answer} waiting={<RowSkeletons count={1} height={52} />}>
        {(list) => list.tasks.length > 0 && <TaskList tasks={list.tasks} counts={list.counts} ofAccount />}
      </Loaded>
      <Suspense fallback={null}>
        {writing && <TaskDialog task={null} accountId={id} onClose={() => setWriting(false)} />}
      </Suspense>
    </section>
  );
}
