import { plural } from '../../../../src-preload/contract/words';
import { NumberEntry } from '../../../ui/number-entry';

interface DueFieldProps {
  label: string;
  labelShown?: boolean;
  days: number;
  readOnly: boolean;
  onChange: (days: number) => void;
}

/** Working days from the firing. */
export function DueField({ label, labelShown = true, days, readOnly, onChange }: DueFieldProps) {
  return (
    <NumberEntry
      {...(labelShown ? { label } : { 'aria-label': label })}
      suffix={` working ${plural(days, 'day')}`}
      min={0}
      max={260}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      readOnly={readOnly}
      value={days}
      onChange={(next) => onChange(Math.min(260, Math.max(0, next ?? 0)))}
    />
  );
}
