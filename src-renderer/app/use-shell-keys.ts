import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { offerCommand } from '../api/shell-commands';
import { useShortcuts } from '../ui/use-shortcuts';
import { syncNow } from './sync-now';

interface ShellActions {
  readonly openPalette: () => void;
  readonly openHelp: () => void;
}

/** Keys and menu commands that work on every screen. */
export function useShellKeys({ openPalette, openHelp }: ShellActions): void {
  const { history } = useRouter();
  useShortcuts({ '?': openHelp });
  useEffect(() => {
    const offers = [
      offerCommand('palette', openPalette),
      offerCommand('shortcuts', openHelp),
      offerCommand('sync', syncNow),
    ];
    return () => {
      for (const withdraw of offers) withdraw();
    };
  }, [openPalette, openHelp]);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        openPalette();
      } else if (event.altKey && event.key === 'ArrowLeft') {
        history.back();
      } else if (event.altKey && event.key === 'ArrowRight') {
        history.forward();
      }
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [history, openPalette]);
}
