import { Button, FileButton } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { longestInvitation } from '../../../../src-preload/contract/company/invitation';
import { readTextFile } from '../read-text-file';
import { InvitationDialog } from './invitation-dialog';

interface InvitationDropProps {
  /** As whom this desktop comes until now; null for nobody. */
  present: string | null;
  /** @param button that opens one from a file */
  children: (button: ReactNode) => ReactNode;
}

/** Opens the invitation that is chosen by the button, or dropped anywhere on the window. */
export function InvitationDrop({ present, children }: InvitationDropProps) {
  const [text, setText] = useState<string | null>(null);

  async function open(file: File | null | undefined): Promise<void> {
    if (file) setText(await textOf(file));
  }

  useWindowEvent('dragover', (event) => event.preventDefault());
  useWindowEvent('drop', (event) => {
    event.preventDefault();
    void open(event.dataTransfer?.files[0]);
  });

  const button = (
    <FileButton accept=".json,application/json" onChange={(file) => void open(file)}>
      {(props) => (
        <Button {...props} variant="default" size="xs">
          Open an invitation…
        </Button>
      )}
    </FileButton>
  );
  return (
    <>
      {children(button)}
      {text !== null && <InvitationDialog text={text} present={present} onClose={() => setText(null)} />}
    </>
  );
}

/** What is too large for an invitation, or can't be read, is none. */
async function textOf(file: File): Promise<string> {
  if (file.size > 4 * longestInvitation) return '';
  return readTextFile(file).catch(() => '');
}
