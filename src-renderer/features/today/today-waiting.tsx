import { RowSkeletons, Skeleton } from '../../ui/skeletons';
import { StatRowSkeleton } from '../../ui/stat-tile';

/** Stands in for the tiles and the queue, of their size. */
export function TodayWaiting() {
  return (
    <>
      <StatRowSkeleton />
      <div className="today-bar">
        <Skeleton width={380} height={28} />
      </div>
      <div className="queue">
        <RowSkeletons count={7} height={80} />
      </div>
    </>
  );
}
