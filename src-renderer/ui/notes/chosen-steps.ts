import type { KeyboardEvent } from 'react';
import { stepAt, stepsOf } from '../../../src-preload/contract/note-steps';
import type { ChosenSteps } from '../../../src-preload/contract/notes';
import { formatPlural } from '../format/number';

/** How a key keeps a note: with tasks of its next steps, or with none; undefined: it is no key that keeps. */
export type Keeping = { readonly steps: ChosenSteps | null } | undefined;

/**
 * Ctrl+Enter keeps a note, with Shift it makes tasks of all its next steps, and Alt+Enter of the one under the caret.
 * @param caret counted in characters from the beginning of the text; null: it is not in the text
 */
export function keepingOf(
  { key, ctrlKey, metaKey, shiftKey, altKey }: Pick<KeyboardEvent, KeyParts>,
  text: string,
  caret: number | null,
): Keeping {
  if (key !== 'Enter') return undefined;
  const isCommand = ctrlKey || metaKey;
  if (isCommand && !altKey) return { steps: shiftKey && stepsOf(text).length > 0 ? 'all' : null };
  if (!altKey || isCommand || shiftKey || caret === null) return undefined;
  const step = stepAt(text, caret);
  return step === undefined ? undefined : { steps: [step.words] };
}

type KeyParts = 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey';

const isMac = (platform: string) => platform === 'darwin';

/** What the keys do with the next steps that are written; null while there are none. @param platform of the desktop */
export function stepKeysInWords(text: string, platform: string): string | null {
  const count = stepsOf(text).length;
  if (count === 0) return null;
  const [one, all] = isMac(platform) ? ['⌥Enter', '⌘⇧Enter'] : ['Alt+Enter', 'Ctrl+Shift+Enter'];
  const keeps = `${one} keeps it and makes a task of the next step under the caret`;
  return count === 1 ? `${keeps}.` : `${keeps}, ${all} of all ${count}.`;
}

/** `, with 2 tasks` */
export function withTasks(count: number): string {
  return count === 0 ? '' : `, with ${formatPlural(count, 'task')}`;
}
