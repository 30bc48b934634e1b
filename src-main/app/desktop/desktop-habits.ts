import { join } from 'node:path';
import { app, globalShortcut } from 'electron';
import type { DesktopState, HabitsChange, WhatWaits } from '../../../src-preload/contract/desktop';
import { type KeptHabits, readHabits, writeHabits } from './habits-file';
import { autostartFile, type LoginStart, loginItems } from './start-at-login';
import { openTray, type StewardTray, type TrayDoes } from './tray';

const accelerator = 'CommandOrControl+Alt+N';
const noteKey = process.platform === 'darwin' ? '⌥⌘N' : 'Ctrl+Alt+N';

export interface DesktopHabits {
  change(change: HabitsChange): DesktopState;
  /** Whether Steward goes on without a window. */
  staysInTray(): boolean;
  tell(waits: WhatWaits | null): void;
  end(): void;
}

/** What Steward does beside its windows, as the person chose: the tray, the key for a note, the start at login. */
export function startDesktopHabits(userData: string, does: TrayDoes): DesktopHabits {
  const file = join(userData, 'desktop.json');
  const login = loginStart();
  let habits = readHabits(file);
  let tray: StewardTray | null = null;
  let waits: WhatWaits | null = null;
  let isNoteKeyTaken = false;

  function follow(): void {
    if (habits.showsTray && tray === null) {
      tray = openTray(does);
      tray.show(waits);
    }
    if (!habits.showsTray) tray?.end();
    if (!habits.showsTray) tray = null;
    globalShortcut.unregister(accelerator);
    const note = () => does.tell({ type: 'command', command: 'note' });
    isNoteKeyTaken = habits.hasNoteKey && !globalShortcut.register(accelerator, note);
  }

  follow();
  return {
    change({ startsAtLogin, ...change }) {
      if (Object.keys(change).length > 0) {
        writeHabits(file, changed(habits, change));
        habits = readHabits(file);
        follow();
      }
      if (startsAtLogin !== undefined) login.set(startsAtLogin);
      return { habits: { ...habits, startsAtLogin: login.isOn() }, noteKey, isNoteKeyTaken };
    },
    staysInTray: () => habits.staysInTray,
    tell(now) {
      waits = now;
      tray?.show(now);
    },
    end() {
      globalShortcut.unregisterAll();
      tray?.end();
      tray = null;
    },
  };
}

function changed(habits: KeptHabits, change: HabitsChange): KeptHabits {
  return {
    showsTray: change.showsTray ?? habits.showsTray,
    staysInTray: change.staysInTray ?? habits.staysInTray,
    hasNoteKey: change.hasNoteKey ?? habits.hasNoteKey,
  };
}

function loginStart(): LoginStart {
  if (process.platform !== 'linux') return loginItems(app);
  const folder = process.env['XDG_CONFIG_HOME'] || join(app.getPath('home'), '.config');
  // What started it, before an AppImage unpacked itself; a checkout is named behind its Electron.
  const started = process.env['APPIMAGE'] ?? process.execPath;
  return autostartFile(folder, app.isPackaged ? [started] : [started, app.getAppPath()]);
}
