import { useIsFetching } from '@tanstack/react-query';
import { useEffect } from 'react';

const lookEvery = 100;
/** Charts come a moment after their figures: so many looks in a row must find nothing missing. */
const looksNeeded = 3;

/** Skeletons, and charts that are not drawn yet. */
const standIns = [
  '[role="status"][aria-label="Loading"]',
  '[data-waiting]',
  '.recharts-responsive-container:not(:has(.recharts-surface))',
];

/** Light whatever the theme is, and told to the main process once everything is there. */
export function usePaper(): void {
  const isFetching = useIsFetching() > 0;
  useEffect(() => {
    document.documentElement.dataset['mantineColorScheme'] = 'light';
  }, []);
  useEffect(() => {
    if (isFetching) return;
    let found = 0;
    const looking = setInterval(() => {
      found = isWaiting() ? 0 : found + 1;
      if (found < looksNeeded) return;
      clearInterval(looking);
      void document.fonts.ready.then(() => window.steward.milestone('on-paper'));
    }, lookEvery);
    return () => clearInterval(looking);
  }, [isFetching]);
}

/** Whether anything still stands in for what comes. */
function isWaiting(): boolean {
  return document.querySelector(`#main :is(${standIns.join(', ')})`) !== null;
}
