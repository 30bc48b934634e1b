import { useState } from 'react';
import { type EditedTemplate, forgetDraft, isSameContent, keepDraft, readDraft } from './template-draft';

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
 * @param id `new …` for one that isn't saved yet
 */
export function useEditedTemplate(whose: string, id: string, saved: EditedTemplate): Editing {
  const [draft, setDraft] = useState(() => readDraft(whose, id));
  const template = draft ?? saved;
  const isChanged = draft !== null && !isSameContent(draft, saved);
  return {
    template,
    isChanged,
    change(part) {
      // Two changes within one frame both count.
      setDraft((before) => {
        const next = { ...(before ?? saved), ...part };
        if (isSameContent(next, saved)) {
          forgetDraft(whose, id);
          return null;
        }
        keepDraft(whose, id, next);
        return next;
      });
    },
    settle(sent) {
      const kept = readDraft(whose, id);
      if (kept !== null && !isSameContent(kept, sent)) return;
      forgetDraft(whose, id);
      setDraft(null);
    },
    discard() {
      forgetDraft(whose, id);
      setDraft(null);
    },
  };
}
