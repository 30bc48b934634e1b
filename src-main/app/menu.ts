import { Menu, type MenuItemConstructorOptions } from 'electron';
import { menuKeys, menuRooms } from '../../src-preload/contract/menu-keys';
import type { ShellEvent } from '../../src-preload/contract/wire/events';

/** The native menu; every entry that concerns a screen is told to the screen. */
export function installMenu(tell: (event: ShellEvent) => void, development: boolean): void {
  const go = ({ label, to, key }: (typeof menuRooms)[number]): MenuItemConstructorOptions => ({
    label,
    ...(key === null ? {} : { accelerator: `CmdOrCtrl+${key}` }),
    click: () => tell({ type: 'navigate', to }),
  });
  const run = (label: string, command: keyof typeof menuKeys): MenuItemConstructorOptions => ({
    label,
    accelerator: `CmdOrCtrl+${menuKeys[command]}`,
    click: () => tell({ type: 'command', command }),
  });
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        run('Quick note…', 'note'),
        run('Sync now', 'sync'),
        run('Export accounts as CSV…', 'export'),
        { type: 'separator' },
        process.platform === 'darwin' ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'Go',
      submenu: [
        run('Search or jump to…', 'palette'),
        run('Find on this page…', 'find'),
        { type: 'separator' },
        ...menuRooms.map(go),
      ],
    },
    {
      label: 'View',
      submenu: [
        run('Light or dark', 'toggle-theme'),
        { type: 'separator' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'resetZoom' },
        { role: 'togglefullscreen' },
        ...(development ? [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
