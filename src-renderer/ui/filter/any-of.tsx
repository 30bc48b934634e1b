import { Checkbox, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import classes from './any-of.module.css';
import { CheckList } from './check-list';

export interface Option<T> {
  value: T;
  label: string;
  mark?: ReactNode;
}

const searchableFrom = 10;

/** Any of several values; long lists can be searched. */
export function AnyOf<T extends string | number>({
  label,
  options,
  chosen,
  onChange,
}: {
  label: string;
  options: readonly Option<T>[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}) {
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const shown = options.filter((option) => option.label.toLowerCase().includes(wanted));
  function toggle(value: T): void {
    onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  }
  if (options.length === 0) return <p className="faint">Nothing to choose from yet</p>;
  return (
    <div className={classes.options}>
      {options.length >= searchableFrom && (
        <TextInput
          aria-label={`Search ${label.toLowerCase()}`}
          placeholder="Search"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <CheckList label={label}>
        {shown.map((option) => (
          <Checkbox
            key={option.value}
            checked={chosen.includes(option.value)}
            onChange={() => toggle(option.value)}
            label={
              <span className={classes.option}>
                {option.mark}
                {option.label}
              </span>
            }
          />
        ))}
      </CheckList>
    </div>
  );
}
