import type { Page } from 'playwright';

/**
 * What of a screen, or of the dialog over it, answers a click and no key: it can’t have the focus, stands in no list whose
 * keys lead to it, and looks as if it could be clicked.
 */
export function mouseAlone(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls =
      'a[href], button, input, select, textarea, summary, [role="button"], [role="tab"], [role="radio"], [role="slider"], [role="menuitem"], [role="option"], [role="row"], [contenteditable="true"]';
    // Lists, tables, boards and groups that Tab reaches once, and whose own keys lead on.
    const rooms =
      'ol, ul, table, [role="grid"], [role="tablist"], [role="radiogroup"], [role="listbox"], [data-board], dl';
    // What is hidden or disabled answers nothing at all.
    const unanswering = '[aria-hidden="true"], [inert], :disabled, [aria-disabled="true"]';
    const dialogs = [...document.querySelectorAll('[role="dialog"]')];
    const room = dialogs.at(-1) ?? document.querySelector('main');
    const canFocus = (one: Element) =>
      one instanceof HTMLElement && one.tabIndex >= 0 && !one.matches(unanswering);
    const isShown = (one: Element) => one.checkVisibility({ checkVisibilityCSS: true });
    const leadsThere = (one: Element) => {
      for (let list = one.closest(rooms); list !== null; list = list.parentElement?.closest(rooms) ?? null)
        if (canFocus(list) || [...list.querySelectorAll(controls)].some(canFocus)) return true;
      // A list that belongs to a field is walked from there.
      return one.matches('[role="option"]') && room?.querySelector('[role="combobox"], input') != null;
    };
    const nameOf = (one: Element) =>
      `${one.tagName.toLowerCase()} “${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 60)}”`;
    const found: string[] = [];
    for (const one of room?.querySelectorAll('*') ?? []) {
      if (!isShown(one) || one.closest(unanswering) !== null) continue;
      const isControl = one.matches(controls);
      if (isControl && !canFocus(one) && !leadsThere(one)) found.push(`no focus: ${nameOf(one)}`);
      // What looks like it can be clicked, is no control itself, and lies in none.
      const looks = getComputedStyle(one).cursor === 'pointer' && one instanceof HTMLElement;
      const parent = one.parentElement;
      const isFirst = parent === null || getComputedStyle(parent).cursor !== 'pointer';
      const hasOwn =
        one.closest(`${controls}, label`) !== null || one.querySelector(`${controls}, label`) !== null;
      if (looks && isFirst && !hasOwn && !canFocus(one) && !leadsThere(one))
        found.push(`only a click: ${nameOf(one)}`);
    }
    return found;
  });
}
