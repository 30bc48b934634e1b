import { type DateFormatter, DatePickerInput } from '@mantine/dates';
import '@mantine/dates/styles.css';
import classes from './day-picker.module.css';
import { formatDay } from './format/day';

interface DayPickerProps {
  label: string;
  /** Without it the label is for those who hear the page, together with the day. */
  labelShown?: boolean;
  description?: string;
  /** `YYYY-MM-DD`; null: none yet. */
  value: string | null;
  onChange: (day: string) => void;
  min?: string;
  max?: string;
  /** Days one click away. */
  presets?: { value: string; label: string }[];
  /** The id of what else is told of it. */
  told?: string;
  /** It is wrong as it stands, for a reason that is told elsewhere. */
  wrong?: boolean;
  readOnly?: boolean;
}

const noDay = 'Choose a day';

const formatPicked: DateFormatter = ({ date }) => (typeof date === 'string' ? formatDay(date) : '');

const names = {
  previousMonth: 'Month before',
  nextMonth: 'Month after',
  previousYear: 'Year before',
  nextYear: 'Year after',
  previousDecade: 'Decade before',
  nextDecade: 'Decade after',
};

/** A calendar day to pick, written in the reader's own way like every other day. */
export function DayPicker({
  label,
  labelShown,
  description,
  value,
  onChange,
  min,
  max,
  presets,
  told,
  wrong = false,
  readOnly = false,
}: DayPickerProps) {
  return (
    <DatePickerInput
      size="xs"
      {...(labelShown
        ? { label, withAsterisk: true }
        : { 'aria-label': `${label} ${value === null ? noDay : formatDay(value)}`, w: 128 })}
      {...(told && { 'aria-describedby': told })}
      placeholder={noDay}
      error={wrong}
      readOnly={readOnly}
      {...(description && { description })}
      {...(min && { minDate: min })}
      {...(max && { maxDate: max })}
      {...(presets && { presets })}
      value={value}
      onChange={(day) => day !== null && onChange(day)}
      valueFormatter={formatPicked}
      ariaLabels={names}
      hideOutsideDates
      classNames={{ day: classes.day }}
      popoverProps={{ withRoles: false, shadow: 'md' }}
    />
  );
}
