import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../../ui/dialog';
import { named } from '../../../ui/words/named';

interface RemoveEntryProps {
  name: string;
  /** Why it can't go; null: it can. */
  kept: string | null;
  /** What goes with it. */
  words: string;
  isBusy: boolean;
  onRemove: () => void;
}

/** Asks before something is taken away for the whole company. */
export function RemoveEntry({ name, kept, words, isBusy, onRemove }: RemoveEntryProps) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setAsked(true)}>
        Remove
      </Button>
      {asked && (
        <Dialog title={`Remove ${named(name)}?`} onClose={() => setAsked(false)}>
          <p>{kept ?? words}</p>
          <Group justify="flex-end" gap="sm" mt="md">
            <Button variant="default" onClick={() => setAsked(false)} data-autofocus>
              Keep it
            </Button>
            {kept === null && (
              <Button color="red" loading={isBusy} onClick={onRemove}>
                Remove it
              </Button>
            )}
          </Group>
        </Dialog>
      )}
    </>
  );
}
