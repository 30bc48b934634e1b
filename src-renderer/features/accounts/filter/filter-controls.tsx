import { NumberInput } from '@mantine/core';
import type { AccountFilter } from '../../../../src-preload/contract/accounts';
import { UsualValues } from '../../../ui/filter/usual-values';
import { moneySign } from '../../../ui/format/number';
import classes from './filter-controls.module.css';

/** A number of days: the usual ones at a click, any other typed. */
export function DaysChoice({
  label,
  usual,
  days,
  onChange,
}: {
  label: string;
  usual: readonly number[];
  days: number | undefined;
  onChange: (days: number | undefined) => void;
}) {
  return (
    <UsualValues values={usual} words={String} chosen={days} onChange={onChange}>
      <NumberInput
        label={label}
        suffix=" days"
        min={1}
        max={1000}
        allowDecimal={false}
        value={days ?? ''}
        onChange={(value) => onChange(typeof value === 'number' && value >= 1 ? value : undefined)}
      />
    </UsualValues>
  );
}

type ArrRange = Pick<AccountFilter, 'minArr' | 'maxArr'>;

/** ARR from and to; an empty side is open. */
export function ArrRangeChoice({
  range,
  onChange,
}: {
  range: ArrRange;
  onChange: (range: ArrRange) => void;
}) {
  const money = {
    min: 0,
    step: 10_000,
    thousandSeparator: ',',
    prefix: moneySign(),
    allowDecimal: false,
  } as const;
  return (
    <div className={classes.range}>
      <NumberInput
        label="From"
        {...money}
        value={range.minArr ?? ''}
        onChange={(value) => onChange(rangeOf(typeof value === 'number' ? value : undefined, range.maxArr))}
      />
      <NumberInput
        label="To"
        {...money}
        value={range.maxArr ?? ''}
        onChange={(value) => onChange(rangeOf(range.minArr, typeof value === 'number' ? value : undefined))}
      />
    </div>
  );
}

function rangeOf(minArr: number | undefined, maxArr: number | undefined): ArrRange {
  return { ...(minArr !== undefined && { minArr }), ...(maxArr !== undefined && { maxArr }) };
}
