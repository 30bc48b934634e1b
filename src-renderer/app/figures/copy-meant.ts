import { activeRow, copiedAt } from './copied-at';
import { copyFigure, copyRows } from './copy-figure';

/** Whether the pointer moved after the last key: what is under it is meant then, else what has the focus. */
let isPointing = false;

window.addEventListener('pointermove', () => (isPointing = true), { passive: true });
window.addEventListener('keydown', ({ key }) => {
  if (!['Control', 'Meta', 'Shift', 'Alt', 'C', 'c'].includes(key)) isPointing = false;
});

/**
 * Copies the figure that is meant, or the row of a table that the keyboard is on.
 * @returns whether anything was meant
 */
export function copyMeant(): boolean {
  const [first, second] = isPointing ? [underPointer(), withFocus()] : [withFocus(), null];
  return copyAt(first) || copyAt(second);
}

function copyAt(place: Element | null): boolean {
  if (place === null) return false;
  const row = place.matches('[role="grid"]') ? activeRow(place) : null;
  const { figure, table } = copiedAt(row ?? place);
  if (row !== null && table !== null) copyRows(table);
  else if (figure !== null) copyFigure(figure);
  else return false;
  return true;
}

function withFocus(): Element | null {
  const focused = document.activeElement;
  return focused?.closest('main') == null || focused.matches('main') ? null : focused;
}

function underPointer(): Element | null {
  return [...document.querySelectorAll('main :hover')].at(-1) ?? null;
}
