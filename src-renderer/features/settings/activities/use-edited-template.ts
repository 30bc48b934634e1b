import { useState } from 'react';
import type { ActivityTemplate } from '../../../../src-preload/contract/activity-templates';
import { clashesOf, type TemplatePart, type TemplateSays } from './template-changes';

export interface EditedTemplate {
  readonly says: TemplateSays;
  readonly change: (part: Partial<TemplateSays>) => void;
  /** What a colleague changed otherwise meanwhile. */
  readonly clashes: readonly TemplatePart[];
  readonly takeTheirs: () => void;
  readonly keepMine: () => void;
  /** A colleague removed it meanwhile: it is saved as a new one. */
  readonly isGone: boolean;
  /** Of the one that is changed; null: a new one. */
  readonly saved: Pick<ActivityTemplate, 'id' | 'version'> | null;
}

/**
 * A template as it is written. What the person left alone follows what colleagues make of it meanwhile.
 * @param begun as the editor opened
 * @param present the one that is changed, as it stands now; null: a new one; undefined: it is gone
 */
export function useEditedTemplate(
  begun: TemplateSays,
  present: ActivityTemplate | null | undefined,
): EditedTemplate {
  const [changes, setChanges] = useState<Partial<TemplateSays>>({});
  const [seen, setSeen] = useState(begun);
  const stands = present ?? seen;
  const clashes = clashesOf(changes, seen, stands);
  return {
    says: { name: stands.name, kind: stands.kind, text: stands.text, ...changes },
    change: (part) => setChanges((before) => ({ ...before, ...part })),
    clashes,
    takeTheirs() {
      setChanges((before) => without(before, clashes));
      setSeen(stands);
    },
    keepMine: () => setSeen(stands),
    isGone: present === undefined,
    saved: present ? { id: present.id, version: present.version } : null,
  };
}

function without(changes: Partial<TemplateSays>, parts: readonly TemplatePart[]): Partial<TemplateSays> {
  const left = { ...changes };
  for (const part of parts) delete left[part];
  return left;
}
