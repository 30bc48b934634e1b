import { Button } from '@mantine/core';
import { useState } from 'react';

interface RemoveButtonProps {
  what: string;
  note: string;
  busy: boolean;
  onRemove: () => void;
}

/** Removes something, after it was asked once more. */
export function RemoveButton({ what, note, busy, onRemove }: RemoveButtonProps) {
  const [asked, setAsked] = useState(false);
  return (
    <div>
      <Button
        variant={asked ? 'filled' : 'subtle'}
        color="red"
        size="compact-sm"
        loading={busy}
        onClick={() => (asked ? onRemove() : setAsked(true))}
      >
        {asked ? `Yes, remove this ${what}` : `Remove this ${what}`}
      </Button>
      {asked && <p className="soft">{note}</p>}
    </div>
  );
}
