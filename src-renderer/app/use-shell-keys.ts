import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { syncStatus } from '../api/host-signals';
import { accountsMeant, askToLaunch, stopRequest } from '../api/launch-request';
import { noteRequest } from '../api/note-request';
import { recentAccounts } from '../api/recents';
import { offerCommand, runWhenOffered } from '../api/shell-commands';
import { isTyping } from '../ui/is-typing';
import { useKeys } from '../ui/keys/use-keys';
import { notifyFailure, undoLatest } from '../ui/notify';
import { copyMeant } from './figures/copy-meant';
import { syncNow } from './sync-now';

interface ShellActions {
  readonly openPalette: () => void;
  readonly openHelp: () => void;
  readonly openFind: () => void;
  readonly openFigures: () => void;
}

/** Keys and menu commands that work on every screen. */
export function useShellKeys({ openPalette, openHelp, openFind, openFigures }: ShellActions): void {
  const router = useRouter();
  const { history } = router;
  useKeys('shell', { '?': openHelp, i: launch });
  useEffect(() => {
    const offers = [
      offerCommand('palette', openPalette),
      offerCommand('shortcuts', openHelp),
      offerCommand('find', openFind),
      offerCommand('copy-figure', openFigures),
      offerCommand('sync', syncNow),
      offerCommand('export', () => exportAccounts(router)),
      offerCommand('sign-out', () => signOut(router)),
      offerCommand('launch', launch),
      offerCommand('note', writeNote),
      offerCommand('stop', () => stopRequest.set(true)),
    ];
    return () => {
      for (const withdraw of offers) withdraw();
    };
  }, [openPalette, openHelp, openFind, openFigures, router]);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        openPalette();
      } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') {
        event.preventDefault();
        openFind();
      } else if (isCopyOfFigure(event)) {
        event.preventDefault();
        if (!copyMeant()) openFigures();
      } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'j') {
        event.preventDefault();
        openTheOneBefore(router);
      } else if (isUndo(event)) {
        event.preventDefault();
        undoLatest();
      } else if (event.altKey && event.key === 'ArrowLeft') {
        history.back();
      } else if (event.altKey && event.key === 'ArrowRight') {
        history.forward();
      }
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [history, router, openPalette, openFind, openFigures]);
}

/** A message for what is open, chosen, or under the keyboard; where that is nothing, nothing. */
function launch(): void {
  askToLaunch({ organizationIds: accountsMeant() });
}

/** A note about the one account that is meant, or about whom it will name. */
function writeNote(): void {
  const meant = accountsMeant();
  noteRequest.set({ meant: meant.length === 1 ? (meant[0] ?? null) : null });
}

/** Where one types, the keys take back what was typed. */
function isUndo(event: KeyboardEvent): boolean {
  const command = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  return command && event.key.toLowerCase() === 'z' && !isTyping(event.target);
}

/** The account that was open before the one that is; from elsewhere the one that was open last. */
function openTheOneBefore(router: ReturnType<typeof useRouter>): void {
  const open = /^\/accounts\/(\d+)/.exec(router.state.location.pathname)?.[1];
  const before = recentAccounts.get().find((id) => String(id) !== open);
  if (before !== undefined) void router.navigate({ to: '/accounts/$id', params: { id: String(before) } });
}

/** Behind a dialog no figure is meant. */
function isCopyOfFigure(event: KeyboardEvent): boolean {
  const command = (event.ctrlKey || event.metaKey) && event.shiftKey && !event.altKey;
  return command && event.key.toLowerCase() === 'c' && document.querySelector('[role="dialog"]') === null;
}

/** What waits here is told on the screen of the connection. */
function signOut(router: ReturnType<typeof useRouter>): void {
  runWhenOffered('sign-out');
  void router.navigate({ to: '/settings/connection' });
}

/** The list of accounts knows what to write: wherever one is, it comes first. */
function exportAccounts(router: ReturnType<typeof useRouter>): void {
  if (syncStatus.get()?.asOf == null) {
    notifyFailure({ code: 'not_ready', message: 'There are no accounts to export yet.' });
    return;
  }
  runWhenOffered('export');
  void router.navigate({ to: '/accounts' });
}
