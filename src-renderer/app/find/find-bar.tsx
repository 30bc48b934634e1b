import { TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useFocusBack } from '../../ui/focus-back';
import { formatCount } from '../../ui/format/number';
import { IconButton } from '../../ui/icon-button';
import classes from './find-bar.module.css';
import { mostFound, placeAfter } from './find-ranges';
import { useFound } from './use-found';

interface FindBarProps {
  /** Another number each time it is asked for: then what stands in the field is chosen, to be typed over. */
  readonly asked: number;
  readonly onClose: () => void;
}

/** Finds a text on the screen that is shown, marks where it stands, and goes from one place to the next. */
export function FindBar({ asked, onClose }: FindBarProps) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const count = useFound(text, at);
  useFocusBack();
  useEffect(() => {
    if (asked > 0) field.current?.select();
  }, [asked]);

  const next = () => setAt(placeAfter(at, 1, count));
  const previous = () => setAt(placeAfter(at, -1, count));
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter') (event.shiftKey ? previous : next)();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <search className={classes.bar} aria-label="Find on this page" onKeyDown={onKeyDown}>
      <TextInput
        ref={field}
        size="sm"
        data-autofocus
        autoFocus
        aria-label="Find on this page"
        placeholder="Find on this page"
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          setAt(0);
        }}
      />
      <output className={classes.count}>{foundWords(text, at, count)}</output>
      <IconButton label="Previous place" title="Shift+Enter" disabled={count === 0} onClick={previous}>
        <IconChevronUp size={16} stroke={1.8} />
      </IconButton>
      <IconButton label="Next place" title="Enter" disabled={count === 0} onClick={next}>
        <IconChevronDown size={16} stroke={1.8} />
      </IconButton>
      <IconButton label="Close" title="Esc" onClick={onClose}>
        <IconX size={16} stroke={1.8} />
      </IconButton>
    </search>
  );
}

function foundWords(text: string, at: number, count: number): string {
  if (text.trim() === '') return '';
  if (count === 0) return 'Not on this page';
  const all = count === mostFound ? `${formatCount(count)} or more` : formatCount(count);
  return `${formatCount(Math.min(at, count - 1) + 1)} of ${all}`;
}
