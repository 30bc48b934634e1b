import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import classes from './audit-screen.module.css';

const shortCharacters = 220;
const shortLines = 4;

interface AuditTextProps {
  /** `Before`, `After` */
  label: string;
  text: string | null;
  /** It is no more. */
  isPast?: boolean;
}

/** What was there, or is: a long one folded until it is asked for. */
export function AuditText({ label, text, isPast = false }: AuditTextProps) {
  const [open, setOpen] = useState(false);
  if (text === null) return null;
  const isLong = text.length > shortCharacters || text.split('\n').length > shortLines;
  return (
    <div className={classes.text} data-past={isPast || undefined}>
      <span className={classes.label}>{label}</span>
      <p data-folded={(isLong && !open) || undefined}>{text}</p>
      {isLong && (
        <UnstyledButton className={classes.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Show less' : 'Show all'}
        </UnstyledButton>
      )}
    </div>
  );
}
