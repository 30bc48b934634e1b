import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { clockOf, minuteOf } from './sequence-words';

interface ClockFieldProps {
  label: string;
  minute: number;
  readOnly: boolean;
  onChange: (minute: number) => void;
}

/** A time of the day on somebody's clocks; what is no time is brought back when the field is left. */
export function ClockField({ label, minute, readOnly, onChange }: ClockFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      label={label}
      value={typed ?? clockOf(minute)}
      maxLength={5}
      readOnly={readOnly}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const read = minuteOf(text);
        if (read !== null) onChange(read);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
