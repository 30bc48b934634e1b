import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Reading } from './typed-number';

interface TypedFieldProps {
  label: string;
  /** Undefined for an empty field. */
  value: number | undefined;
  /** How a value stands in the field when nobody types. */
  words: (value: number) => string;
  read: (text: string) => Reading;
  onChange: (value: number | undefined) => void;
  unit?: ReactNode;
  /** Without it the label is for those who hear the page. */
  labelShown?: boolean;
  /** The id of what else is told of it. */
  told?: string;
  /** It is wrong as it stands, for a reason that is told elsewhere. */
  wrong?: boolean;
  readOnly?: boolean;
  width?: number;
}

/**
 * A number that is typed as a text: what was typed stands while one types, and what can't be meant is said and changes
 * nothing.
 */
export function TypedField({
  label,
  value,
  words,
  read,
  onChange,
  unit,
  labelShown = true,
  told,
  wrong = false,
  readOnly = false,
  width,
}: TypedFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const problem = typed === null ? undefined : read(typed).problem;

  function type(text: string): void {
    setTyped(text);
    const reading = read(text);
    if (reading.problem === undefined) onChange(reading.value);
  }

  return (
    <TextInput
      {...(labelShown ? { label } : { 'aria-label': label })}
      {...(told && { 'aria-describedby': told })}
      {...(width && { w: width })}
      readOnly={readOnly}
      inputMode="decimal"
      maxLength={24}
      value={typed ?? (value === undefined ? '' : words(value))}
      onChange={(event) => type(event.currentTarget.value)}
      // What is meant is shown in its usual form; what isn't stays to be mended.
      onBlur={() => problem === undefined && setTyped(null)}
      error={problem ?? wrong}
      rightSection={unit}
      rightSectionPointerEvents="none"
      rightSectionWidth={unit === undefined ? undefined : 48}
    />
  );
}
