import type { Page } from 'playwright';

/** Kept in the page between the two looks. */
interface Left {
  readonly element: Element;
  readonly state: string;
}

/** Remembers every element of the page and of what lies over it, with what a person set of it. */
export async function rememberScreen(window: Page): Promise<void> {
  await window.evaluate(lookAround);
}

/** What of the remembered is gone, or not as it was left; one line each. */
export async function changesSince(window: Page): Promise<string[]> {
  return window.evaluate(lookAgain);
}

/** Runs in the page: nothing outside of it can be used. */
function lookAround(): void {
  const places = '#main *, [role="dialog"] *, [role="menu"] *';
  const stateOf = (element: Element) =>
    JSON.stringify([
      ...['expanded', 'pressed', 'selected', 'sort', 'checked'].map((of) =>
        element.getAttribute(`aria-${of}`),
      ),
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        ? [element.value, element instanceof HTMLInputElement && element.checked]
        : null,
      [element.scrollTop, element.scrollLeft, element === document.activeElement],
    ]);
  // Bars and lines of a chart come and go with the figures, ornaments as they like.
  const isOrnament = (element: Element) =>
    element.closest('svg g') !== null || (element.matches('span, i') && element.textContent === '');
  const left = [...document.querySelectorAll(places)]
    .filter((element) => !isOrnament(element))
    .map((element) => ({
      element,
      state: stateOf(element),
    }));
  Object.assign(globalThis, { left, stateOf });
}

/** Runs in the page. */
function lookAgain(): string[] {
  const { left, stateOf } = globalThis as unknown as {
    left: readonly Left[];
    stateOf: (element: Element) => string;
  };
  const said = (element: Element) =>
    `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 60)}”`;
  return left.flatMap(({ element, state }) => {
    // What went with the element around it is told once.
    if (!element.isConnected)
      return element.parentElement?.isConnected === false &&
        left.some((other) => other.element === element.parentElement)
        ? []
        : [`gone: ${said(element)}`];
    const now = stateOf(element);
    return now === state ? [] : [`changed: ${said(element)} from ${state} to ${now}`];
  });
}
