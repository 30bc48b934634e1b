import { TextInput } from '@mantine/core';

/** What texts call a person besides the name in the list: they are looked for as well. */
export function OtherNames({ value, onChange }: { value: string; onChange: (names: string) => void }) {
  return (
    <TextInput
      label="Other names"
      description="What notes and tickets call this person besides, with commas between them"
      size="xs"
      maxLength={1000}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      spellCheck={false}
      autoComplete="off"
    />
  );
}

export function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
