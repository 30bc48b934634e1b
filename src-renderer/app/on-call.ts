import { lazyRouteComponent } from '@tanstack/react-router';

/** Parts of the shell that appear when they are called. */
export const Palette = lazyRouteComponent(() => import('./palette'), 'Palette');
export const FindBar = lazyRouteComponent(() => import('./find/find-bar'), 'FindBar');
export const FigureChooser = lazyRouteComponent(() => import('./figures/figure-chooser'), 'FigureChooser');
export const WhatsNew = lazyRouteComponent(() => import('./news/whats-new'), 'WhatsNew');
export const ShortcutsHelp = lazyRouteComponent(() => import('./shortcuts-help'), 'ShortcutsHelp');
