const textFields =
  'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable="true"], [role="dialog"]';
const usesArrows = 'input, select, [role="grid"], [role="tab"], [role="menuitem"], [role="slider"]';
const usesEnter = `${usesArrows}, a, button`;

/** Whether a key pressed there writes text or belongs to a dialog, so that single-letter shortcuts must keep out. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(textFields) !== null;
}

/** Whether what has the focus has a use of its own for Enter or the arrows. */
export function keepsKey(target: EventTarget | null, key: string): boolean {
  return target instanceof Element && target.closest(key === 'Enter' ? usesEnter : usesArrows) !== null;
}
