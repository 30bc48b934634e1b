import { useEffect } from 'react';

/** Opens a screen, `/accounts/5`, in a window of its own. The main process makes it: a page can't. */
export function openBeside(screen: string): void {
  window.open(`#${screen}`);
}

/**
 * Ctrl with a click or with Enter, and the middle button, open in a window of its own what stands for an account. Of
 * links the browser does so by itself.
 */
export function useOpenBeside(): void {
  useEffect(() => {
    function onClick(event: MouseEvent): void {
      const isMeant = event.type === 'auxclick' ? event.button === 1 : event.ctrlKey || event.metaKey;
      if (!isMeant || !(event.target instanceof Element)) return;
      if (event.target.closest('a, button, input, textarea, [role="dialog"]') !== null) return;
      take(event, event.target.closest('[data-account]'));
    }
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, [role="dialog"]')) return;
      take(event, document.querySelector(underKeyboard));
    }
    window.addEventListener('click', onClick, { capture: true });
    window.addEventListener('auxclick', onClick, { capture: true });
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      window.removeEventListener('click', onClick, { capture: true });
      window.removeEventListener('auxclick', onClick, { capture: true });
      window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, []);
}

const underKeyboard =
  '#main tr[aria-selected="true"][data-account], #main [aria-current][data-account], #main [data-account]:focus';

function take(event: Event, place: Element | null): void {
  const id = Number(place?.getAttribute('data-account') ?? Number.NaN);
  if (!Number.isInteger(id) || id <= 0) return;
  event.preventDefault();
  event.stopPropagation();
  openBeside(`/accounts/${id}`);
}
