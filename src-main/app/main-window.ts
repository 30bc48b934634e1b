import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { appOrigin } from './own-address';
import { placeOnScreens, readWindowState, writeWindowState } from './window-state';

export interface MainWindowOptions {
  readonly preload: string;
  readonly userData: string;
  /** Address of the development server with reload; null in a built app. */
  readonly developmentUrl: string | null;
}

/** The one window: opens where it was, and remembers where it is. */
export function openMainWindow({ preload, userData, developmentUrl }: MainWindowOptions): BrowserWindow {
  const stateFile = join(userData, 'window.json');
  const state = placeOnScreens(
    readWindowState(stateFile),
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...(state.x === undefined || state.y === undefined ? {} : { x: state.x, y: state.y }),
    width: state.width,
    height: state.height,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Steward',
    // The page's own surface, so that opening doesn't flash.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    writeWindowState(stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized() });
  });
  void window.loadURL(developmentUrl ?? `${appOrigin}/`);
  return window;
}
