import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';
import { meantBy, type TypedText } from './typed-number';

interface NumberEntryProps extends Omit<NumberInputProps, 'value' | 'onChange' | 'onFocus' | 'onBlur'> {
  /** Undefined for an empty field. */
  value: number | undefined;
  onChange: (value: number | undefined) => void;
}

/**
 * A field for a number, with point or comma. While one types, what was typed stands, whatever the value is meanwhile:
 * `20.` doesn't vanish on the way to 20.5, nor a figure whose value goes round by the address. Left, it shows the value.
 */
export function NumberEntry({ value, onChange, ...rest }: NumberEntryProps) {
  const [typed, setTyped] = useState<TypedText | null>(null);
  const [focused, setFocused] = useState(false);
  const shown = focused && typed !== null ? typed : (value ?? '');

  function type(text: TypedText): void {
    setTyped(text);
    onChange(meantBy(text));
  }

  return (
    <NumberInput
      {...rest}
      value={shown}
      onChange={type}
      onFocus={() => {
        setTyped(null);
        setFocused(true);
      }}
      onBlur={() => setFocused(false)}
    />
  );
}
