import { useRef, useState } from 'react';
import { forgetDraft, keepDraft } from '../../../api/kept-drafts';
import { type EditedTemplate, isSameContent } from './template-draft';

interface Editing {
  readonly template: EditedTemplate;
  /** Whether anything differs from what is saved, or from what a new one began with. */
  readonly isChanged: boolean;
  readonly change: (part: Partial<EditedTemplate>) => void;
  readonly discard: () => void;
  /** What was sent is saved; what was typed since stays a draft. */
  readonly settle: (sent: EditedTemplate) => void;
}

/**
 * What the editor holds: the draft that was left here, or what is saved. A template that a colleague changes meanwhile takes
 * nothing away from a draft.
 */
export function useEditedTemplate(key: string, kept: EditedTemplate | null, saved: EditedTemplate): Editing {
  const [draft, setDraft] = useState(kept);
  // Two changes within one frame both count.
  const latest = useRef(draft);
  function put(next: EditedTemplate | null): void {
    latest.current = next;
    setDraft(next);
    if (next === null) forgetDraft(key);
    else keepDraft(key, next);
  }
  return {
    template: draft ?? saved,
    isChanged: draft !== null && !isSameContent(draft, saved),
    change(part) {
      const next = { ...(latest.current ?? saved), ...part };
      put(isSameContent(next, saved) ? null : next);
    },
    settle(sent) {
      if (latest.current === null || isSameContent(latest.current, sent)) put(null);
    },
    discard: () => put(null),
  };
}
