import { Button } from '@mantine/core';
import { IconDownload, IconPaperclip, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import {
  type Attachment,
  attachmentTypes,
  isPicture,
  sizeWords,
} from '../../../../../src-preload/contract/attachments';
import { trpc } from '../../../../api/client';
import { useFocusToNeighbour } from '../../../../ui/focus-back';
import { IconButton } from '../../../../ui/icon-button';
import { notifyDone } from '../../../../ui/notify';
import { PendingBadge } from '../../../../ui/pending-badge';
import classes from './files.module.css';
import { PictureDialog } from './picture-dialog';

interface NoteFilesProps {
  /** The account's number. */
  id: number;
  files: readonly Attachment[];
  mayChange: boolean;
  onRemove: (file: Attachment) => void;
}

/** What is attached to a note: pictures are looked at here, all of it is saved to a place of one's choice. */
export function NoteFiles({ id, files, mayChange, onRemove }: NoteFilesProps) {
  const [looked, setLooked] = useState<Attachment | null>(null);
  const save = useMutation(
    trpc.account.saveFile.mutationOptions({
      onSuccess: ({ path }) => {
        if (path !== null) notifyDone(`The file is saved: ${path}`);
      },
    }),
  );
  const onSave = ({ id: attachmentId }: Attachment) => save.mutate({ id, attachmentId });
  if (files.length === 0) return null;
  return (
    <>
      <ul className={classes.list} aria-label="Files">
        {files.map((file) => (
          <NoteFile
            key={file.id}
            file={file}
            onLook={() => setLooked(file)}
            onSave={() => onSave(file)}
            onRemove={mayChange ? () => onRemove(file) : undefined}
          />
        ))}
      </ul>
      {looked && (
        <PictureDialog id={id} file={looked} onSave={() => onSave(looked)} onClose={() => setLooked(null)} />
      )}
    </>
  );
}

interface NoteFileProps {
  file: Attachment;
  onLook: () => void;
  onSave: () => void;
  onRemove: (() => void) | undefined;
}

function NoteFile({ file, onLook, onSave, onRemove }: NoteFileProps) {
  const { name, type, size, isPending, isHere } = file;
  const row = useRef<HTMLLIElement>(null);
  useFocusToNeighbour(row);
  return (
    <li ref={row} className={classes.file}>
      <IconPaperclip size={14} aria-hidden />
      {isPicture(type) ? (
        <Button variant="subtle" size="compact-sm" aria-label={`Look at ${name}`} onClick={onLook}>
          {name}
        </Button>
      ) : (
        <span className={classes.name}>{name}</span>
      )}
      <span className="faint">
        {attachmentTypes[type].word}, {sizeWords(size)}
        {!isHere && ', at the company'}
      </span>
      {isPending && <PendingBadge />}
      <IconButton label={`Save ${name}`} onClick={onSave}>
        <IconDownload size={16} />
      </IconButton>
      {onRemove && (
        <IconButton label={`Remove ${name}`} onClick={onRemove}>
          <IconX size={14} />
        </IconButton>
      )}
    </li>
  );
}
