import { lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { Header } from './header';
import { Navigation } from './navigation';
import { StatusBanners } from './status-banners';
import { useShellKeys } from './use-shell-keys';
import './shell.css';

const Palette = lazyRouteComponent(() => import('./palette'), 'Palette');
const ShortcutsHelp = lazyRouteComponent(() => import('./shortcuts-help'), 'ShortcutsHelp');

/** What is always there: navigation, header, banners, and the palette and help on call. */
export function Shell() {
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [helpOpen, setHelpOpen] = useState(false);
  useShellKeys({ openPalette: () => setPaletteOpen(true), openHelp: () => setHelpOpen(true) });
  return (
    <div className="shell">
      <button type="button" className="shell-skip" onClick={focusMain}>
        Skip to the page
      </button>
      <Navigation />
      <div className="shell-side">
        <Header onSearch={() => setPaletteOpen(true)} onHelp={() => setHelpOpen(true)} />
        <StatusBanners />
        <main className="shell-main" id="main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Suspense fallback={null}>
        {paletteOpen && <Palette onClose={() => setPaletteOpen(false)} />}
        {helpOpen && <ShortcutsHelp onClose={() => setHelpOpen(false)} />}
      </Suspense>
    </div>
  );
}

function focusMain(): void {
  document.getElementById('main')?.focus();
}
