import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './usual-values.module.css';

interface UsualValuesProps {
  values: readonly number[];
  words: (value: number) => string;
  chosen: number | undefined;
  /** Called without a value when the chosen one is clicked again. */
  onChange: (value: number | undefined) => void;
  /** A field for any other value. */
  children: ReactNode;
}

/** A number: the usual ones at a click, any other typed. */
export function UsualValues({ values, words, chosen, onChange, children }: UsualValuesProps) {
  return (
    <div className={classes.values}>
      <div className={classes.usual}>
        {values.map((value) => (
          <Button
            key={value}
            size="compact-sm"
            fw={400}
            variant={chosen === value ? 'light' : 'default'}
            aria-pressed={chosen === value}
            onClick={() => onChange(chosen === value ? undefined : value)}
          >
            {words(value)}
          </Button>
        ))}
      </div>
      {children}
    </div>
  );
}
