import type { ReactNode } from 'react';
import { Skeleton } from './skeletons';
import classes from './stat-tile.module.css';

interface StatTileProps {
  label: string;
  /** A link in it takes the whole tile. */
  value: ReactNode;
  /** The second line: the unit, the money, the share. */
  note?: ReactNode;
  /** Takes the room of two. */
  wide?: boolean;
}

/** One headline figure with its words. Several share a `StatRow`. */
export function StatTile({ label, value, note, wide = false }: StatTileProps) {
  return (
    <div className={classes.tile} data-wide={wide || undefined}>
      <dt className={classes.label}>{label}</dt>
      <dd className={`${classes.value} number`}>{value}</dd>
      {note && <dd className={classes.note}>{note}</dd>}
    </div>
  );
}

interface StatRowProps {
  label: string;
  /** Small figures, for many of them in a row. */
  size?: 'normal' | 'small';
  children: ReactNode;
}

/** Headline figures side by side, parted by hairlines. */
export function StatRow({ label, size = 'normal', children }: StatRowProps) {
  return (
    <dl className={classes.row} data-size={size} aria-label={label}>
      {children}
    </dl>
  );
}

/** Stands in for headline figures, of their size. */
export function StatRowSkeleton() {
  return (
    <div className={classes.row}>
      <div className={classes.waiting}>
        <Skeleton width={120} />
        <Skeleton width={64} height={24} />
      </div>
    </div>
  );
}
