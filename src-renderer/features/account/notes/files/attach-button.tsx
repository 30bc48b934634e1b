import { Button, FileButton } from '@mantine/core';
import {
  attachmentLimit,
  attachmentTypes,
  canBeAttached,
  mostAttachments,
} from '../../../../../src-preload/contract/attachments';

interface AttachButtonProps {
  /** How many there are already. */
  there: number;
  busy: boolean;
  label?: string;
  onFiles: (files: File[]) => void;
}

/** What the system's dialog offers first; what a file is, its bytes tell. */
const accept = Object.entries(attachmentTypes)
  .flatMap(([type, { endings }]) => [type, ...endings.map((ending) => `.${ending}`)])
  .join(',');

/** Chooses files of this computer. */
export function AttachButton({ there, busy, label = 'Attach files…', onFiles }: AttachButtonProps) {
  return (
    // Anew each time: a file that was taken away can be chosen once more.
    <FileButton key={there} multiple accept={accept} onChange={onFiles}>
      {(props) => (
        <Button
          {...props}
          variant="subtle"
          size="compact-sm"
          title={`${attachmentLimit} ${canBeAttached}`}
          loading={busy}
          disabled={there >= mostAttachments}
        >
          {label}
        </Button>
      )}
    </FileButton>
  );
}
