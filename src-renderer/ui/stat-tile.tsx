import type { ReactNode } from 'react';
import './stat-tile.css';

interface StatTileProps {
  label: string;
  value: ReactNode;
  /** The second line: the unit, the money, the share. */
  note?: ReactNode;
  /** Takes the room of two. */
  wide?: boolean;
}

/** One headline figure with its words. Several share a `StatRow`. */
export function StatTile({ label, value, note, wide = false }: StatTileProps) {
  return (
    <div className="stat-tile" data-wide={wide || undefined}>
      <dt className="stat-tile-label">{label}</dt>
      <dd className="stat-tile-value number">{value}</dd>
      {note && <dd className="stat-tile-note">{note}</dd>}
    </div>
  );
}

/** Headline figures side by side, parted by hairlines. */
export function StatRow({ children, label }: { children: ReactNode; label: string }) {
  return (
    <dl className="stat-row" aria-label={label}>
      {children}
    </dl>
  );
}
