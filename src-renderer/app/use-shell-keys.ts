import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { callErrorOf } from '../api/call-error';
import { trpcClient } from '../api/client';
import { offerCommand } from '../api/shell-commands';
import { isTyping } from '../ui/is-typing';
import { notifyFailure } from '../ui/notify';

interface ShellActions {
  openPalette: () => void;
  openHelp: () => void;
}

/** Keys and menu commands that work on every screen. */
export function useShellKeys(actions: ShellActions): void {
  const router = useRouter();
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const modified = event.ctrlKey || event.metaKey;
      if (modified && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        latest.current.openPalette();
      } else if (event.key === '?' && !modified && !isTyping(event.target)) {
        event.preventDefault();
        latest.current.openHelp();
      } else if (event.altKey && event.key === 'ArrowLeft') {
        router.history.back();
      } else if (event.altKey && event.key === 'ArrowRight') {
        router.history.forward();
      }
    }
    window.addEventListener('keydown', onKeyDown);
    const stop = [
      offerCommand('palette', () => latest.current.openPalette()),
      offerCommand('shortcuts', () => latest.current.openHelp()),
      offerCommand('sync', syncNow),
    ];
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      for (const withdraw of stop) withdraw();
    };
  }, [router]);
}

/** Asks for a pull at once; what comes of it shows in the header. */
export function syncNow(): void {
  trpcClient.monitor.syncNow.mutate().catch((error: unknown) => notifyFailure(callErrorOf(error)));
}
