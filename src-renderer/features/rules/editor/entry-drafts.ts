import { useRef, useState } from 'react';
import { forgetDraft, keepDraft } from '../../../api/kept-drafts';

export interface EntryEditing<Entry> {
  readonly entry: Entry;
  /** Whether anything differs from what is saved, or from what a new one began with. */
  readonly isChanged: boolean;
  readonly change: (part: Partial<Entry>) => void;
  readonly discard: () => void;
  /** What was sent is saved; what was typed since stays a draft. */
  readonly settle: (sent: Entry) => void;
}

interface Drafted<Entry> {
  /** Under which it is kept. */
  readonly key: string;
  /** The draft that was left here. */
  readonly kept: Entry | null;
  readonly saved: Entry;
  readonly isSame: (a: Entry, b: Entry) => boolean;
}

/**
 * What an editor holds: the draft that was left here, or what is saved. What a colleague changes meanwhile takes nothing
 * away from a draft.
 */
export function useEntryDraft<Entry extends object>(drafted: Drafted<Entry>): EntryEditing<Entry> {
  const { key, kept, saved, isSame } = drafted;
  const [draft, setDraft] = useState(kept);
  // Two changes within one frame both count.
  const latest = useRef(draft);
  function put(next: Entry | null): void {
    latest.current = next;
    setDraft(next);
    if (next === null) forgetDraft(key);
    else keepDraft(key, next);
  }
  return {
    entry: draft ?? saved,
    isChanged: draft !== null && !isSame(draft, saved),
    change(part) {
      const next = { ...(latest.current ?? saved), ...part };
      put(isSame(next, saved) ? null : next);
    },
    settle(sent) {
      if (latest.current === null || isSame(latest.current, sent)) put(null);
    },
    discard: () => put(null),
  };
}
