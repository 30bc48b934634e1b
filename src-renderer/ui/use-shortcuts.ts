import { useEffect, useEffectEvent } from 'react';
import { isTyping, keepsKey } from './is-typing';

type Shortcuts = Readonly<Record<string, () => void>>;
export type KeyOrder = 'as they come' | 'first';

/**
 * Single keys (`KeyboardEvent.key`) that act from anywhere on a screen while it is shown: not while one types, not
 * behind a dialog, and Enter and arrows not where the focus is on something that uses them itself.
 * @param waits while a dialog is on its way: what is typed meanwhile is meant for it
 * @param order `first`: before all others that listen
 */
export function useShortcuts(shortcuts: Shortcuts, waits = false, order: KeyOrder = 'as they come'): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const act = shortcuts[event.key];
    if (!act || waits || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector('[role="dialog"]')) return;
    if (event.key.length > 1 && keepsKey(event.target, event.key)) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    const options = { capture: order === 'first' };
    window.addEventListener('keydown', listen, options);
    return () => window.removeEventListener('keydown', listen, options);
  }, [order]);
}
