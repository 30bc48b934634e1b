import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { ShellEvent } from '../../src-preload/contract/wire/events';
import { appOrigin } from './own-address';
import { placeBeside } from './window-place';
import { placeOnScreens, readWindowState, type WindowState, writeWindowState } from './window-state';

export interface WindowsOptions {
  readonly preload: string;
  readonly userData: string;
  /** Address of the development server with reload; null in a built app. */
  readonly developmentUrl: string | null;
  readonly tell: (window: BrowserWindow, event: ShellEvent) => void;
  /** A page is there, and hears what is told from now on. */
  readonly onLoaded: (window: BrowserWindow) => void;
}

/** The windows of Steward, each with all of its screens. */
export interface Windows {
  /** Opens one where the last was closed. */
  open(): BrowserWindow;
  /** Opens a screen, such as `#/accounts/5`, in a window of its own; in the one in front where there are enough. */
  openBeside(screen: string): void;
  /** Brings the window that was used last to the front; opens one where there is none. */
  show(): BrowserWindow;
  /** The same, and tells it, once its page is there. */
  tellInFront(event: ShellEvent): void;
  /** Tells the window that was used last: what one does is done in one place. */
  tellFront(event: ShellEvent): void;
}

/** More are no help to anybody, and each is a process of its own. */
const mostWindows = 8;

export function createWindows(options: WindowsOptions): Windows {
  const { preload, userData, developmentUrl, tell, onLoaded } = options;
  const stateFile = join(userData, 'window.json');
  const base = developmentUrl ?? `${appOrigin}/`;
  /** The one that was used last stands last. */
  const open: BrowserWindow[] = [];

  function openAt(state: WindowState, hash: string): BrowserWindow {
    const window = createWindow(state, preload);
    open.push(window);
    window.webContents.on('did-finish-load', () => onLoaded(window));
    const { zoom } = state;
    // All windows show one origin: what one is zoomed to, all are.
    if (zoom !== undefined) window.webContents.once('dom-ready', () => window.webContents.setZoomLevel(zoom));
    window.on('focus', () => open.push(...open.splice(open.indexOf(window), 1)));
    window.on('close', () => {
      const zoom = window.webContents.getZoomLevel();
      writeWindowState(stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized(), zoom });
    });
    window.on('closed', () => open.splice(open.indexOf(window), 1));
    void window.loadURL(`${base}${hash}`);
    return window;
  }

  function openWhereItWas(): BrowserWindow {
    const areas = screen.getAllDisplays().map((display) => display.workArea);
    return openAt(placeOnScreens(readWindowState(stateFile), areas), '');
  }

  function show(): BrowserWindow {
    const window = open.at(-1) ?? openWhereItWas();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    return window;
  }

  return {
    open: openWhereItWas,
    openBeside(hash) {
      const front = open.at(-1);
      if (front !== undefined && open.length >= mostWindows)
        return tell(front, { type: 'navigate', to: hash.slice(1) });
      const { bounds, workArea } = placeOf(front);
      openAt({ ...placeBeside(bounds, workArea), maximized: false }, hash);
    },
    show,
    tellInFront(event) {
      const window = show();
      const { webContents } = window;
      if (webContents.isLoadingMainFrame()) webContents.once('did-finish-load', () => tell(window, event));
      else tell(window, event);
    },
    tellFront(event) {
      const front = open.at(-1);
      if (front !== undefined) tell(front, event);
    },
  };
}

function placeOf(window: BrowserWindow | undefined) {
  const bounds = window?.getNormalBounds() ?? { x: 0, y: 0, width: 1280, height: 800 };
  return { bounds, workArea: screen.getDisplayMatching(bounds).workArea };
}

function createWindow(state: WindowState, preload: string): BrowserWindow {
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
  return window;
}
