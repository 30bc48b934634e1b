import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useKeys } from '../../../ui/keys/use-keys';

const pauseMs = 120;

/** Words to find in the list; told after a short pause in typing. `/` jumps here from anywhere on the screen. */
export function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const [told, setTold] = useState(value);
  if (value !== told) {
    setTold(value);
    setTyped(value);
  }
  const tell = useDebouncedCallback((text: string) => {
    const words = text.trim();
    setTold(words);
    onChange(words);
  }, pauseMs);
  useKeys('search', {
    '/': () => {
      input.current?.focus();
      input.current?.select();
    },
  });
  function type(text: string): void {
    setTyped(text);
    tell(text);
  }
  return (
    <TextInput
      ref={input}
      aria-label="Search accounts"
      placeholder="Name, contact, owner, id"
      title="Words in any order of the name, a contact, the owner, the segment, the country or the id"
      w={200}
      maxLength={200}
      leftSection={<IconSearch size={14} stroke={1.6} />}
      rightSection={
        typed === '' ? (
          <kbd>/</kbd>
        ) : (
          <CloseButton size="xs" aria-label="Clear the search" onClick={() => type('')} />
        )
      }
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed !== '') type('');
      }}
    />
  );
}
