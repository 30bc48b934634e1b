import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Attachment } from '../../../../../src-preload/contract/attachments';
import { trpc } from '../../../../api/client';
import { Loaded } from '../../../../api/loaded';
import { Dialog } from '../../../../ui/dialog';
import { RowSkeletons } from '../../../../ui/skeletons';
import classes from './files.module.css';

interface PictureDialogProps {
  /** The account's number. */
  id: number;
  file: Attachment;
  onSave: () => void;
  onClose: () => void;
}

/** A picture that is attached, as it is; only the kinds that hold points of colour come here. */
export function PictureDialog({ id, file, onSave, onClose }: PictureDialogProps) {
  const content = useQuery({
    ...trpc.account.file.queryOptions({ id, attachmentId: file.id }),
    // A megabyte is not kept for long.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [isBroken, setIsBroken] = useState(false);
  return (
    <Dialog title={file.name} size="lg" onClose={onClose}>
      <Loaded answer={content} waiting={<RowSkeletons count={6} />}>
        {(found) =>
          isBroken ? (
            <p role="alert">
              This picture can’t be shown: its file is damaged. Save it to look at it elsewhere.
            </p>
          ) : (
            <img
              className={classes.picture}
              alt={file.name}
              src={`data:${found.type};base64,${found.content}`}
              onError={() => setIsBroken(true)}
            />
          )
        }
      </Loaded>
      <div className={classes.actions}>
        <Button variant="default" onClick={onSave}>
          Save…
        </Button>
      </div>
    </Dialog>
  );
}
