import { IconArrowLeft, IconArrowRight, IconSearch } from '@tabler/icons-react';
import { lazyRouteComponent, useRouter } from '@tanstack/react-router';
import { Suspense } from 'react';
import { IconButton } from '../ui/icon-button';
import classes from './header.module.css';
import { useHistoryEnds } from './use-history-ends';

/** What isn't needed to read the page comes after it. */
const HeaderTools = lazyRouteComponent(() => import('./header-tools'), 'HeaderTools');

const modifier = window.steward.platform === 'darwin' ? '⌘' : 'Ctrl';

/** Back and forward, the way into the palette, how old the data is, theme and help. */
export function Header({ onSearch, onHelp }: { onSearch: () => void; onHelp: () => void }) {
  const router = useRouter();
  const { canGoBack, canGoForward } = useHistoryEnds();
  return (
    <header className={classes.header}>
      <div className={classes.history}>
        <IconButton label="Back" disabled={!canGoBack} onClick={() => router.history.back()}>
          <IconArrowLeft size={16} stroke={1.6} />
        </IconButton>
        <IconButton label="Forward" disabled={!canGoForward} onClick={() => router.history.forward()}>
          <IconArrowRight size={16} stroke={1.6} />
        </IconButton>
      </div>
      <button
        type="button"
        className={classes.search}
        data-tour="search"
        title="Search accounts, contacts and actions"
        onClick={onSearch}
      >
        <IconSearch size={15} stroke={1.6} />
        <span className="truncate">Search accounts, contacts and actions</span>
        <kbd>{modifier} K</kbd>
      </button>
      <div className={classes.side}>
        <Suspense fallback={null}>
          <HeaderTools onHelp={onHelp} />
        </Suspense>
      </div>
    </header>
  );
}
