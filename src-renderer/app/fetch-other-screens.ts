import { Palette, ShortcutsHelp } from './on-call';
import { router } from './router';

/** Brings the code of what a person may ask for next, so that the palette takes the first letter typed into it. */
export function fetchOtherScreens(): void {
  void Palette.preload?.();
  void ShortcutsHelp.preload?.();
  void import('../ui/toast');
  void router.preloadRoute({ to: '/accounts' });
  void router.preloadRoute({ to: '/accounts/$id', params: { id: '0' } });
}
