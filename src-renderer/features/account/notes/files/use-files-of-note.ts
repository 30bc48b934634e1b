import { useMutation } from '@tanstack/react-query';
import type { Attachment } from '../../../../../src-preload/contract/attachments';
import type { Note } from '../../../../../src-preload/contract/notes';
import { trpc } from '../../../../api/client';
import { notifyDone } from '../../../../ui/notify';
import { useHoldFiles } from './use-hold-files';

/** What is done with the files of a note that is kept. @param id of the account */
export function useFilesOfNote(id: number, note: Pick<Note, 'id' | 'files'>) {
  const { hold, isBusy, problems } = useHoldFiles();
  const attach = useMutation(trpc.account.attachFile.mutationOptions());
  const detach = useMutation(trpc.account.detachFile.mutationOptions());

  async function add(files: readonly File[]): Promise<void> {
    const held = await hold(files, note.files.length);
    try {
      for (const { name, sha256 } of held) {
        const { attachmentId } = await attach.mutateAsync({ id, noteId: note.id, file: { name, sha256 } });
        notifyDone(`“${name}” is attached.`, () => detach.mutate({ id, attachmentId }));
      }
    } catch {
      // The failure is shown by itself; what was attached before it stays.
    }
  }

  function remove({ id: attachmentId, name, sha256 }: Attachment): void {
    detach.mutate(
      { id, attachmentId },
      {
        onSuccess: () =>
          notifyDone(`“${name}” is removed.`, () =>
            attach.mutate({ id, noteId: note.id, file: { name, sha256 } }),
          ),
      },
    );
  }
  return { add, remove, isBusy, problems };
}
