/**
 * A ref of what a dialog holds. Its control that asks for the focus (`data-autofocus`) has it as the dialog opens; where it is
 * fetched first and comes later, it has it then, unless somebody works in the dialog by that time.
 */
export function giveLateFocus(body: HTMLElement | null): (() => void) | undefined {
  if (body === null || askingIn(body) !== null) return undefined;
  const watch = new MutationObserver(() => {
    const asking = askingIn(body);
    if (asking === null) return;
    watch.disconnect();
    if (!body.contains(document.activeElement)) asking.focus({ preventScroll: true });
  });
  watch.observe(body, { childList: true, subtree: true });
  return () => watch.disconnect();
}

function askingIn(body: HTMLElement): HTMLElement | null {
  return body.querySelector<HTMLElement>('[data-autofocus]');
}
