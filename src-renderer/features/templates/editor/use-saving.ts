import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { isKnownCategory } from '../../../../src-preload/contract/templates/category-words';
import type { Template, templateCategories } from '../../../../src-preload/contract/templates/templates';
import type { CallError } from '../../../../src-preload/contract/wire/errors';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { changedWords } from '../versions/changed-words';
import { draftOf, type EditedTemplate } from './template-draft';
import type { useEditedTemplate } from './use-edited-template';

type SentCategory = (typeof templateCategories)[number];

export interface Saving {
  readonly save: () => void;
  readonly isBusy: boolean;
  /** Why the last try failed. */
  readonly failure: CallError | null;
  /** By field, what is wrong with it. */
  readonly fields: Readonly<Record<string, string>>;
}

interface Edited {
  saved: Template | null;
  base: EditedTemplate;
  editing: ReturnType<typeof useEditedTemplate>;
}

/** Saves what the editor holds as a new version; what can't be saved stays in the editor. */
export function useSaving({ saved, base, editing }: Edited): Saving {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { template } = editing;
  // Until what is saved is on the screen, too: a second key meanwhile would save it on the version before.
  const [isSending, setSending] = useState(false);
  const call = useMutation(trpc.templates.save.mutationOptions({ meta: { showsItsErrors: true } }));
  const failure = call.isError ? callErrorOf(call.error) : null;
  async function send(category: SentCategory): Promise<void> {
    setSending(true);
    const { name, version } = template;
    try {
      const { id } = await call.mutateAsync({
        ...draftOf(template),
        name: name.trim(),
        category,
        ...(saved && { id: saved.id }),
        ...(version !== null && { version }),
      });
      // What is saved is there before the draft goes: otherwise the editor would show what was before, for a moment.
      if (saved !== null) await queryClient.refetchQueries(trpc.templates.read.queryFilter({ id }));
      editing.settle(template);
      notifyDone(
        saved === null
          ? `${name.trim()} is saved, for the whole company.`
          : `Saved: ${changedWords(base, template)} changed. What it was stays among its versions.`,
      );
      if (saved === null) void navigate({ to: '/templates/$id', params: { id }, replace: true });
    } catch {
      // The failure stands above the editor; what was written stays in it.
    } finally {
      setSending(false);
    }
  }
  function save(): void {
    const { category } = template;
    if (isSending || (!editing.isChanged && saved !== null) || !isKnownCategory(category)) return;
    void send(category);
  }
  return { save, isBusy: isSending, failure, fields: failure?.fields ?? {} };
}
