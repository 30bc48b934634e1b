import classes from './skeletons.module.css';

/** A grey stand-in of the size of what comes, so that nothing jumps when it does. Sizes in px or CSS units. */
export function Skeleton({ width = '100%', height = 12 }: { width?: number | string; height?: number }) {
  return <span className={classes.skeleton} style={{ width, height }} aria-hidden="true" data-waiting />;
}

/** `count` lines standing in for rows of `height` px. */
export function RowSkeletons({ count, height = 32 }: { count: number; height?: number }) {
  return (
    <div role="status" aria-label="Loading">
      {Array.from({ length: count }, (_, row) => row).map((row) => (
        <div className={classes.row} key={row} style={{ height }}>
          <Skeleton width={`${18 + ((row * 7) % 14)}%`} />
          <Skeleton width={`${34 + ((row * 11) % 22)}%`} />
          <Skeleton width={64} />
        </div>
      ))}
    </div>
  );
}

/** A page on its way: title, tiles and rows. */
export function PageSkeleton() {
  return (
    <div className={classes.page} role="status" aria-label="Loading">
      <Skeleton width={180} height={20} />
      <Skeleton height={84} />
      <Skeleton height={320} />
    </div>
  );
}
