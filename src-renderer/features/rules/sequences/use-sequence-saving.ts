import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ListedSequence } from '../../../../src-preload/contract/sequences/listed';
import type { InsideChoice } from '../../../../src-preload/contract/sequences/sequence';
import type { CallError } from '../../../../src-preload/contract/wire/errors';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import type { EntryEditing } from '../editor/entry-drafts';
import { type EditedSequence, isSameSteps, sentOf } from './edited-sequence';

export interface SequenceSaving {
  readonly save: () => void;
  readonly isBusy: boolean;
  /** Whether saving was tried: then what isn't filled in is a mistake. */
  readonly wasTried: boolean;
  readonly failure: CallError | null;
  /** Whether it is to be said first what becomes of those inside. */
  readonly isAsking: boolean;
  readonly confirm: (inside: InsideChoice) => void;
  readonly withdraw: () => void;
}

/** Saves what the editor holds as a new version; what can't be saved stays in the editor. */
export function useSequenceSaving(
  saved: ListedSequence | null,
  base: EditedSequence,
  editing: EntryEditing<EditedSequence>,
): SequenceSaving {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { entry: sequence } = editing;
  const call = useMutation(trpc.sequences.save.mutationOptions({ meta: { showsItsErrors: true } }));
  const [wasTried, setTried] = useState(false);
  // Until what is saved is on the screen, too: a second key meanwhile would save it on the version before.
  const [isSending, setSending] = useState(false);
  const [isAsking, setAsking] = useState(false);

  async function send(inside?: InsideChoice): Promise<void> {
    setAsking(false);
    setSending(true);
    const { name, version } = sequence;
    try {
      const { id } = await call.mutateAsync({
        name: name.trim(),
        definition: sentOf(sequence.definition),
        ...(saved && { id: saved.id }),
        ...(version !== null && { version }),
        ...(inside && { inside }),
      });
      // What is saved is there before the draft goes: otherwise the editor would show what was before, for a moment.
      await queryClient.refetchQueries(trpc.sequences.list.queryFilter());
      editing.settle(sequence);
      notifyDone(saved === null ? `${name.trim()} is saved as a draft.` : `${name.trim()} is saved.`);
      if (saved === null) void navigate({ to: '/sequences/$id', params: { id }, replace: true });
    } catch {
      // The failure stands above the editor; what was written stays in it.
    } finally {
      setSending(false);
    }
  }

  function save(): void {
    setTried(true);
    if (isSending || (!editing.isChanged && saved !== null)) return;
    const isMoved = !isSameSteps(sequence.definition, base.definition);
    if (saved !== null && saved.health.inside > 0 && isMoved) setAsking(true);
    else void send();
  }

  return {
    save,
    isBusy: isSending,
    wasTried,
    failure: call.isError ? callErrorOf(call.error) : null,
    isAsking,
    confirm: (inside) => void send(inside),
    withdraw: () => setAsking(false),
  };
}
