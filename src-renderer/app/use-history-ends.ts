import { useSyncExternalStore } from 'react';

function onMove(tell: () => void): () => void {
  navigation.addEventListener('currententrychange', tell);
  return () => navigation.removeEventListener('currententrychange', tell);
}

/** Whether there is a screen to go back to, and one to go forward to; it holds over a reload. */
export function useHistoryEnds(): { canGoBack: boolean; canGoForward: boolean } {
  return {
    canGoBack: useSyncExternalStore(onMove, () => navigation.canGoBack),
    canGoForward: useSyncExternalStore(onMove, () => navigation.canGoForward),
  };
}
