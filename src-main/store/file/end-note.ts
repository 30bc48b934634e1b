import { existsSync, rmSync, writeFileSync } from 'node:fs';

/** Says that the last session closed the store; a process that died leaves none. */
function noteOf(file: string): string {
  return `${file}.closed`;
}

export function leaveEndNote(file: string): void {
  writeFileSync(noteOf(file), '', { mode: 0o600 });
}

/** @returns whether there was one; it counts once */
export function takeEndNote(file: string): boolean {
  const there = existsSync(noteOf(file));
  rmSync(noteOf(file), { force: true });
  return there;
}
