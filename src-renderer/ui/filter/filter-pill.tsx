import { Popover, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import classes from './filter-pill.module.css';

interface FilterPillProps {
  label: string;
  /** What it narrows to; null when it doesn't. */
  words: string | null;
  onClear: () => void;
  /** Opened as it appears, for one that was just asked for. */
  startsOpen?: boolean | undefined;
  onClosed?: (() => void) | undefined;
  /** The controls, in a small window below. */
  children: ReactNode;
}

/** One part of the filter: its name, what it is set to, and a cross to take it away. */
export function FilterPill({
  label,
  words,
  onClear,
  startsOpen = false,
  onClosed,
  children,
}: FilterPillProps) {
  const [open, setOpen] = useState(startsOpen);
  return (
    <div
      className={classes.pill}
      data-set={words !== null || undefined}
      data-scope={words === null ? undefined : `${label}: ${words}`}
    >
      <Popover
        opened={open}
        onChange={setOpen}
        {...(onClosed && { onClose: onClosed })}
        position="bottom-start"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <UnstyledButton
            className={classes.button}
            onClick={() => setOpen(!open)}
            title={words ?? undefined}
          >
            <span>{label}</span>
            {words !== null && <span className={`${classes.words} truncate`}>{words}</span>}
            {words === null && <IconChevronDown size={13} stroke={1.8} />}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown className={classes.window}>{children}</Popover.Dropdown>
      </Popover>
      {words !== null && (
        <UnstyledButton
          className={classes.clear}
          aria-label={`Clear ${label.toLowerCase()}`}
          onClick={onClear}
        >
          <IconX size={13} stroke={1.8} />
        </UnstyledButton>
      )}
    </div>
  );
}
