import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type HeldFile,
  mostAttachments,
  tooLargeWords,
} from '../../../../../src-preload/contract/attachments';
import { callErrorOf } from '../../../../api/call-error';
import { trpc } from '../../../../api/client';

/** Takes files in that were chosen, dropped or pasted, one after the other; of those that can't be taken it says why. */
export function useHoldFiles() {
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  const holding = useMutation(trpc.account.holdFile.mutationOptions({ meta: { showsItsErrors: true } }));

  /** @param there how many the note has already @returns those that can be attached */
  async function hold(files: readonly File[], there: number): Promise<HeldFile[]> {
    setIsBusy(true);
    const held: HeldFile[] = [];
    const wrong: string[] = [];
    for (const file of files) {
      const problem =
        there + held.length >= mostAttachments
          ? `“${file.name}” is one file too many: a note can have ${mostAttachments}.`
          : tooLargeWords(file.name, file.size);
      if (problem !== null) {
        wrong.push(problem);
        continue;
      }
      try {
        held.push(await holding.mutateAsync({ name: file.name, content: await base64Of(file) }));
      } catch (error) {
        wrong.push(callErrorOf(error).message);
      }
    }
    setProblems(wrong);
    setIsBusy(false);
    return held;
  }
  return { hold, isBusy, problems, clear: () => setProblems([]) };
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  // All at once would be more arguments than a call can have.
  for (let first = 0; first < bytes.length; first += 8_192)
    text += String.fromCharCode(...bytes.subarray(first, first + 8_192));
  return btoa(text);
}
