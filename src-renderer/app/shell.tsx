import { Outlet } from '@tanstack/react-router';
import { Suspense, useCallback, useEffect, useState } from 'react';
import { offerCommand } from '../api/shell-commands';
import { ContextMenu } from './context-menu';
import { Header } from './header';
import { LaunchHost } from './launch-host';
import { LockGate } from './lock-gate';
import { LostListBanner } from './lost-list-banner';
import { Navigation } from './navigation';
import { NewsBanner } from './news/news-banner';
import { FigureChooser, FindBar, Palette, ShortcutsHelp, WhatsNew } from './on-call';
import { useOpenBeside } from './open-beside';
import classes from './shell.module.css';
import { StatusBanners } from './status-banners';
import { TourHost } from './tour/tour-host';
import { useShellKeys } from './use-shell-keys';

/** What is always there: navigation, header, banners, and the palette and help on call. */
export function Shell() {
  // Null until it was first called: its code is not needed before.
  const [paletteOpen, setPaletteOpen] = useState<boolean | null>(null);
  const [helpOpen, setHelpOpen] = useState(false);
  // How often it was asked for; 0: it is not there.
  const [findAsked, setFindAsked] = useState(0);
  const openPalette = useCallback(() => setPaletteOpen(true), []);
  const openHelp = useCallback(() => setHelpOpen(true), []);
  const openFind = useCallback(() => setFindAsked((asked) => asked + 1), []);
  const [choosingFigure, setChoosingFigure] = useState(false);
  const openFigures = useCallback(() => setChoosingFigure(true), []);
  const [newsOpen, setNewsOpen] = useState(false);
  useEffect(() => offerCommand('news', () => setNewsOpen(true)), []);
  useShellKeys({ openPalette, openHelp, openFind, openFigures });
  useOpenBeside();
  return (
    <div className={classes.shell}>
      <button type="button" className={classes.skip} onClick={focusMain}>
        Skip to the page
      </button>
      <button type="button" className={classes.skip} onClick={focusList}>
        Skip to the list
      </button>
      <Navigation />
      <div className={classes.side}>
        <Header onSearch={openPalette} onHelp={openHelp} />
        <StatusBanners />
        <LostListBanner />
        <NewsBanner />
        <main className={classes.main} id="main" tabIndex={-1}>
          <LockGate>
            <Outlet />
          </LockGate>
        </main>
      </div>
      <LaunchHost />
      <TourHost />
      <Suspense fallback={null}>
        {paletteOpen !== null && <Palette opened={paletteOpen} onClose={() => setPaletteOpen(false)} />}
        {findAsked > 0 && <FindBar asked={findAsked} onClose={() => setFindAsked(0)} />}
        <ContextMenu />
        {choosingFigure && <FigureChooser onClose={() => setChoosingFigure(false)} />}
        {newsOpen && <WhatsNew onClose={() => setNewsOpen(false)} />}
        {helpOpen && <ShortcutsHelp onClose={() => setHelpOpen(false)} />}
      </Suspense>
    </div>
  );
}

function focusMain(): void {
  document.getElementById('main')?.focus();
}

/** The first list or table of the page that has keys of its own; where there is none, the page. */
function focusList(): void {
  const list = document.querySelector<HTMLElement>(
    '#main [role="grid"], #main ol a[tabindex="0"], #main ol a',
  );
  if (list) list.focus();
  else focusMain();
}
