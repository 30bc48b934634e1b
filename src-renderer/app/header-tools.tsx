import { IconKeyboard } from '@tabler/icons-react';
import { IconButton } from '../ui/icon-button';
import { ColorSchemeMenu } from './color-scheme-menu';
import { SyncPill } from './sync-pill';

/** The right of the header: how old the data is, the theme, the help. */
export function HeaderTools({ onHelp }: { onHelp: () => void }) {
  return (
    <>
      <SyncPill />
      <ColorSchemeMenu />
      <IconButton label="Keyboard shortcuts" title="Keyboard shortcuts (?)" onClick={onHelp}>
        <IconKeyboard size={18} stroke={1.6} />
      </IconButton>
    </>
  );
}
