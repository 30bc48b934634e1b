import type { ReactNode } from 'react';
import { DayPicker } from '../../../ui/day-picker';
import { addDays } from '../../../ui/format/day';
import classes from '../reports-screen.module.css';
import { useShow } from '../use-revenue';
import { monthsBefore } from './use-change';

interface ChangeBarProps {
  input: { readonly from: string; readonly to: string };
  asOf: string;
  /** At which rates amounts are told, where there are any. */
  rates?: ReactNode;
}

/** Between the ends of which days. */
export function ChangeBar({ input: { from, to }, asOf, rates }: ChangeBarProps) {
  const show = useShow();
  return (
    <div className={classes.bar}>
      <span className="soft">From the end of</span>
      <DayPicker
        label="From the end of"
        value={from}
        max={addDays(to, -1)}
        presets={presetsBefore(to)}
        onChange={(day) => show({ from: day }, true)}
      />
      <span className="soft">to the end of</span>
      <DayPicker
        label="To the end of"
        value={to}
        min={addDays(from, 1)}
        max={asOf}
        onChange={(day) => show({ to: day === asOf ? undefined : day }, true)}
      />
      {rates}
    </div>
  );
}

function presetsBefore(to: string) {
  return [
    { value: monthsBefore(to, 1), label: 'The month' },
    { value: addDays(to, -28), label: '4 weeks' },
    { value: monthsBefore(to, 3), label: '3 months' },
    { value: monthsBefore(to, 12), label: '12 months' },
  ].filter(({ value }) => value < to);
}
