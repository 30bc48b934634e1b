import { UsualValues } from '../../../ui/filter/usual-values';
import { formatCount, formatMoney } from '../../../ui/format/number';
import { NumberEntry } from '../../../ui/number-entry';
import { TypedField } from '../../../ui/typed-field';
import { readAmount, readWhole } from '../../../ui/typed-number';
import classes from './filter-controls.module.css';
import type { Range } from './filter-words';

interface WholeChoiceProps {
  label: string;
  usual: readonly number[];
  most: number;
  /** In the plural. */
  unit: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
}

/** A number of days or tickets: the usual ones at a click, any other typed. */
export function WholeChoice({ label, usual, most, unit, value, onChange }: WholeChoiceProps) {
  return (
    <UsualValues values={usual} words={String} chosen={value} onChange={onChange}>
      <TypedField
        label={label}
        unit={unit}
        value={value}
        words={(shown) => formatCount(shown)}
        read={(text) => readWhole(text, 1, most, unit)}
        onChange={onChange}
      />
    </UsualValues>
  );
}

interface RangeChoiceProps {
  range: Range;
  onChange: (range: Range) => void;
}

/** From and to; an empty side is open. */
export function AmountRange({ range, onChange }: RangeChoiceProps) {
  return (
    <div className={classes.range}>
      <AmountField label="From" value={range.least} onChange={(least) => onChange({ ...range, least })} />
      <AmountField label="To" value={range.most} onChange={(most) => onChange({ ...range, most })} />
    </div>
  );
}

export function AmountField({
  label,
  value,
  onChange,
}: Pick<WholeChoiceProps, 'label' | 'value' | 'onChange'>) {
  return <TypedField label={label} value={value} words={formatMoney} read={readAmount} onChange={onChange} />;
}

interface NumberRangeProps extends RangeChoiceProps {
  min: number;
  max: number;
  suffix?: string;
}

export function NumberRange({ range, onChange, min, max, suffix }: NumberRangeProps) {
  const bounds = { min, max, decimalScale: 1, ...(suffix !== undefined && { suffix }) };
  return (
    <div className={classes.range}>
      <NumberEntry
        label="From"
        {...bounds}
        value={range.least}
        onChange={(least) => onChange({ ...range, least })}
      />
      <NumberEntry
        label="To"
        {...bounds}
        value={range.most}
        onChange={(most) => onChange({ ...range, most })}
      />
    </div>
  );
}
