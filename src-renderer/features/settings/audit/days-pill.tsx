import { Button, TextInput } from '@mantine/core';
import { daySchema } from '../../../../src-preload/contract/domain';
import { FilterPill } from '../../../ui/filter/filter-pill';
import { addDays } from '../../../ui/format/day';
import { useToday } from '../../../ui/use-now';
import classes from './audit-screen.module.css';

interface Days {
  readonly from?: string;
  readonly to?: string;
}

interface DaysPillProps {
  from: string | undefined;
  to: string | undefined;
  words: string | null;
  onChange: (days: Days) => void;
}

const presets = [
  [1, 'Today'],
  [7, 'Last 7 days'],
  [30, 'Last 30 days'],
  [90, 'Last 90 days'],
] as const;

/** The company's days, both included: the usual stretches at a click, any other by its ends. */
export function DaysPill({ from, to, words, onChange }: DaysPillProps) {
  const today = useToday();
  const set = (part: 'from' | 'to', value: string) => {
    if (value !== '' && !daySchema.safeParse(value).success) return;
    const { [part]: _before, ...other } = { ...(from && { from }), ...(to && { to }) };
    onChange(value === '' ? other : { ...other, [part]: value });
  };
  return (
    <FilterPill label="Days" words={words} onClear={() => onChange({})}>
      <div className={classes.days}>
        <div className={classes.presets}>
          {presets.map(([days, label]) => {
            const first = addDays(today, 1 - days);
            const isChosen = from === first && to === undefined;
            return (
              <Button
                key={days}
                size="compact-sm"
                fw={400}
                variant={isChosen ? 'light' : 'default'}
                aria-pressed={isChosen}
                onClick={() => onChange(isChosen ? {} : { from: first })}
              >
                {label}
              </Button>
            );
          })}
        </div>
        <div className={classes.range}>
          <TextInput
            type="date"
            label="From"
            value={from ?? ''}
            max={to}
            onChange={(event) => set('from', event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label="To"
            value={to ?? ''}
            min={from}
            onChange={(event) => set('to', event.currentTarget.value)}
          />
        </div>
      </div>
    </FilterPill>
  );
}
