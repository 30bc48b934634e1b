import { RowSkeletons, Skeleton } from '../../ui/skeletons';
import { StatRowSkeleton } from '../../ui/stat-tile';
import queue from './queue/queue.module.css';
import screen from './today-screen.module.css';

/** Stands in for the tiles and the queue, of their size and in their rooms. */
export function TodayWaiting() {
  return (
    <>
      <StatRowSkeleton />
      <div className={screen.bar}>
        <Skeleton width={380} height={28} />
      </div>
      <div className={queue.queue}>
        <RowSkeletons count={6} height={98} />
      </div>
    </>
  );
}
