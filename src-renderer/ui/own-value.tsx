import type { AttributeType, AttributeValue } from '../../src-preload/contract/attributes';
import { formatDay } from './format/day';
import { formatCount } from './format/number';
import { Money } from './money';

/** A value of one of the company's own fields; a dash where it is not known. */
export function OwnValue({ type, value }: { type: AttributeType; value: AttributeValue | null }) {
  if (value === null) return <span className="faint">–</span>;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'string') {
    if (type === 'day') return <span className="number">{formatDay(value)}</span>;
    return (
      <span className="truncate" title={value}>
        {value}
      </span>
    );
  }
  return type === 'money' ? (
    <Money amount={value} exact />
  ) : (
    <span className="number">{formatCount(value, 3)}</span>
  );
}
