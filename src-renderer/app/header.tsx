import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconKeyboard, IconSearch } from '@tabler/icons-react';
import { useCanGoBack, useRouter } from '@tanstack/react-router';
import { ColorSchemeMenu } from './color-scheme-menu';
import { SyncPill } from './sync-pill';
import './header.css';

const modifier = window.steward.platform === 'darwin' ? '⌘' : 'Ctrl';

/** Back and forward, the way into the palette, how old the data is, theme and help. */
export function Header({ onSearch, onHelp }: { onSearch: () => void; onHelp: () => void }) {
  const router = useRouter();
  const canGoBack = useCanGoBack();
  return (
    <header className="header">
      <div className="header-history">
        <ActionIcon aria-label="Back" disabled={!canGoBack} onClick={() => router.history.back()}>
          <IconArrowLeft size={16} stroke={1.6} />
        </ActionIcon>
        <ActionIcon aria-label="Forward" onClick={() => router.history.forward()}>
          <IconArrowRight size={16} stroke={1.6} />
        </ActionIcon>
      </div>
      <button type="button" className="header-search" onClick={onSearch}>
        <IconSearch size={15} stroke={1.6} />
        <span className="truncate">Search accounts, contacts and actions</span>
        <kbd>{modifier} K</kbd>
      </button>
      <div className="header-side">
        <SyncPill />
        <ColorSchemeMenu />
        <Tooltip label="Keyboard shortcuts (?)">
          <ActionIcon aria-label="Keyboard shortcuts" onClick={onHelp}>
            <IconKeyboard size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}
