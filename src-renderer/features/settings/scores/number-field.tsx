import { NumberEntry } from '../../../ui/number-entry';

interface NumberFieldProps {
  label: string;
  /** Shown above the field; otherwise the label is for those who hear it. */
  labelShown?: boolean;
  value: number;
  onChange: (value: number) => void;
  error?: string | null | undefined;
  suffix?: string;
  width?: number;
  step?: number;
}

/** A number of the configuration. An empty field is NaN, which the draft names as a problem at this very field. */
export function NumberField({
  label,
  labelShown,
  value,
  onChange,
  error,
  suffix,
  width = 88,
  step,
}: NumberFieldProps) {
  return (
    <NumberEntry
      {...(labelShown ? { label } : { 'aria-label': label })}
      w={width}
      value={Number.isFinite(value) ? value : undefined}
      onChange={(next) => onChange(next ?? Number.NaN)}
      error={error ?? null}
      clampBehavior="none"
      decimalScale={4}
      {...(suffix && { suffix })}
      {...(step && { step })}
    />
  );
}
