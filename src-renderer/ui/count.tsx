import { formatCount, formatCountShort } from './format/number';

/** A count with its unit on hover (`1,204 seats`); short above ten thousand. A dash where nothing is known. */
export function Count({ count, unit }: { count: number | null; unit?: string }) {
  if (count === null) return <span className="faint">–</span>;
  const exact = formatCount(count);
  return (
    <span className="number" title={unit ? `${exact} ${unit}` : exact}>
      {formatCountShort(count)}
    </span>
  );
}
