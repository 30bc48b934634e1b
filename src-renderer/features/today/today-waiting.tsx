import { RowSkeletons, Skeleton } from '../../ui/skeletons';

/** Stands in for the tiles and the queue, of their size. */
export function TodayWaiting() {
  return (
    <>
      <div className="stat-row">
        <div className="today-waiting-tiles">
          <Skeleton width={120} />
          <Skeleton width={64} height={24} />
        </div>
      </div>
      <div className="today-bar">
        <Skeleton width={380} height={28} />
      </div>
      <div className="queue">
        <RowSkeletons count={7} height={80} />
      </div>
    </>
  );
}
