import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ListedSegment } from '../../../../src-preload/contract/rules/segment';
import type { CallError } from '../../../../src-preload/contract/wire/errors';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import type { EntryEditing } from '../editor/entry-drafts';
import { type EditedSegment, sentSegment } from './edited-segment';

export interface SegmentSaving {
  readonly save: () => void;
  readonly isBusy: boolean;
  readonly wasTried: boolean;
  readonly failure: CallError | null;
  readonly fields: Readonly<Record<string, string>>;
}

interface Edited {
  saved: ListedSegment | null;
  editing: EntryEditing<EditedSegment>;
}

/** Saves what the editor holds as a new version; what can't be saved stays in the editor. */
export function useSegmentSaving({ saved, editing }: Edited): SegmentSaving {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [wasTried, setTried] = useState(false);
  // Until what is saved is on the screen, too: a second key meanwhile would save it on the version before.
  const [isSending, setSending] = useState(false);
  const call = useMutation(trpc.segments.save.mutationOptions({ meta: { showsItsErrors: true } }));
  const failure = call.isError ? callErrorOf(call.error) : null;
  const { entry: segment } = editing;

  async function send(): Promise<void> {
    setSending(true);
    const { name, version, definition } = segment;
    try {
      const { id } = await call.mutateAsync({
        name: name.trim(),
        definition: sentSegment(definition),
        ...(saved && { id: saved.id }),
        ...(version !== null && { version }),
      });
      await queryClient.refetchQueries(trpc.segments.list.queryFilter());
      editing.settle(segment);
      notifyDone(
        saved === null ? `${name.trim()} is saved, for the whole company.` : 'Saved as a new version.',
      );
      if (saved === null) void navigate({ to: '/segments/$id', params: { id }, replace: true });
    } catch {
      // The failure stands above the editor; what was written stays in it.
    } finally {
      setSending(false);
    }
  }
  return {
    save() {
      setTried(true);
      if (!isSending && (editing.isChanged || saved === null)) void send();
    },
    isBusy: isSending,
    wasTried,
    failure,
    fields: failure?.fields ?? {},
  };
}
