import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';

interface NameDialogProps {
  title: string;
  name: string;
  onClose: () => void;
  onName: (name: string) => void;
}

/** Asks for a name of 1-60 characters. */
export function NameDialog({ title, name, onClose, onName }: NameDialogProps) {
  const [typed, setTyped] = useState(name);
  const [tried, setTried] = useState(false);
  const missing = typed.trim() === '';
  function submit(event: { preventDefault(): void }): void {
    event.preventDefault();
    setTried(true);
    if (!missing) onName(typed.trim());
  }
  return (
    <Modal opened onClose={onClose} title={title} size="sm" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit} className="name-dialog">
        <TextInput
          label="Name"
          data-autofocus
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={tried && missing && 'Give the view a name'}
        />
        <div className="name-dialog-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">Save</Button>
        </div>
      </form>
    </Modal>
  );
}
