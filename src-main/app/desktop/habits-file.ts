import { existsSync, readFileSync } from 'node:fs';
import { type Habits, habitsSchema } from '../../../src-preload/contract/desktop';
import { writePrivately } from '../write-privately';

/** What is kept in the file; whether it starts at login is kept by the system. */
export type KeptHabits = Omit<Habits, 'startsAtLogin'>;

const first: KeptHabits = { showsTray: true, staysInTray: false, hasNoteKey: true };
const keptSchema = habitsSchema.omit({ startsAtLogin: true }).partial();

/** What was chosen; of what was not, or can't be read, what Steward begins with. */
export function readHabits(file: string): KeptHabits {
  if (!existsSync(file)) return first;
  try {
    const kept = keptSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return sound({
      showsTray: kept.showsTray ?? first.showsTray,
      staysInTray: kept.staysInTray ?? first.staysInTray,
      hasNoteKey: kept.hasNoteKey ?? first.hasNoteKey,
    });
  } catch {
    // A damaged choice is worth no message: it is seen in the settings, and made again.
    return first;
  }
}

export function writeHabits(file: string, habits: KeptHabits): void {
  writePrivately(file, Buffer.from(JSON.stringify(sound(habits))));
}

/** Without an icon nothing would lead back to a Steward that has no window. */
function sound(habits: KeptHabits): KeptHabits {
  return { ...habits, staysInTray: habits.staysInTray && habits.showsTray };
}
