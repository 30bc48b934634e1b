import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { WhatWaits } from '../../../src-preload/contract/desktop';
import type { ShellEvent } from '../../../src-preload/contract/wire/events';
import { trayIcon } from './tray-icon';
import { hasWork, trayLines, trayTip } from './tray-words';

export interface StewardTray {
  show(waits: WhatWaits | null): void;
  end(): void;
}

export interface TrayDoes {
  readonly open: () => void;
  /** Brings a window to the front and tells it. */
  readonly tell: (event: ShellEvent) => void;
  readonly quit: () => void;
}

/** The icon beside the clock: what waits, the quick actions, and the way back to a Steward without windows. */
export function openTray(does: TrayDoes): StewardTray {
  const tray = new Tray(imageOf(false));
  tray.on('click', does.open);
  function show(waits: WhatWaits | null): void {
    tray.setImage(imageOf(hasWork(waits)));
    tray.setToolTip(trayTip(waits));
    tray.setContextMenu(Menu.buildFromTemplate(templateOf(waits, does)));
  }
  show(null);
  return { show, end: () => tray.destroy() };
}

function templateOf(waits: WhatWaits | null, { open, tell, quit }: TrayDoes): MenuItemConstructorOptions[] {
  return [
    { label: 'Open Steward', click: open },
    { type: 'separator' },
    ...trayLines(waits).map(({ label, to }) => ({ label, click: () => tell({ type: 'navigate', to }) })),
    { type: 'separator' },
    { label: 'Quick note…', click: () => tell({ type: 'command', command: 'note' }) },
    { label: 'Sync now', click: () => tell({ type: 'command', command: 'sync' }) },
    { type: 'separator' },
    { label: 'Quit Steward', click: quit },
  ];
}

function imageOf(work: boolean) {
  const image = nativeImage.createFromBitmap(trayIcon(22, work), { width: 22, height: 22 });
  image.addRepresentation({ scaleFactor: 2, width: 44, height: 44, buffer: trayIcon(44, work) });
  return image;
}
