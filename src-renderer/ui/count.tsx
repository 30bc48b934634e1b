import { formatCountShort, formatPlural } from './format/number';

interface CountProps {
  count: number | null;
  /** What is counted: of one, and of many. */
  unit: readonly [one: string, many: string];
}

/** A count with its unit on hover (`1,204 seats`, `1 seat`); short above ten thousand. A dash where nothing is known. */
export function Count({ count, unit: [one, many] }: CountProps) {
  if (count === null) return <span className="faint">–</span>;
  return (
    <data className="number" value={count} title={formatPlural(count, one, many)}>
      {formatCountShort(count)}
    </data>
  );
}
