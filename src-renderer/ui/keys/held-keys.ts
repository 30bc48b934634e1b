/** Keys that are held together, by what the help shows, and what they do; `Mod` is Ctrl, or ⌘ on a Mac. */
export interface HeldKeys {
  readonly keys: readonly string[];
  readonly meaning: string;
}

/** Beside the rooms and commands of the menu. */
export const heldKeys: readonly HeldKeys[] = [
  {
    keys: ['Mod', 'Shift', 'C'],
    meaning: 'Copy the figure under the pointer or the row one is on, with what it is of',
  },
  { keys: ['Mod', 'Z'], meaning: 'Undo the last thing that was done' },
  { keys: ['Mod', 'J'], meaning: 'The account that was open before' },
  { keys: ['Alt', '←'], meaning: 'Back' },
  { keys: ['Alt', '→'], meaning: 'Forward' },
  { keys: ['Mod', 'Enter'], meaning: 'Open the account in a new window, or keep the note that is written' },
  { keys: ['Mod', 'S'], meaning: 'Save, in an editor' },
  { keys: ['Alt', '↑'], meaning: 'In a rule: move a condition up, out of its group or into the one above' },
  { keys: ['Alt', '↓'], meaning: 'In a rule: move it down' },
];
