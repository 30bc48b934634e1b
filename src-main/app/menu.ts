import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { ShellEvent } from '../../src-preload/contract/wire/events';

/** The native menu; every entry that concerns a screen is told to the screen. */
export function installMenu(tell: (event: ShellEvent) => void, development: boolean): void {
  const go = (label: string, to: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => tell({ type: 'navigate', to }),
  });
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        {
          label: 'Quick note…',
          accelerator: 'CmdOrCtrl+N',
          click: () => tell({ type: 'command', command: 'note' }),
        },
        {
          label: 'Sync now',
          accelerator: 'CmdOrCtrl+R',
          click: () => tell({ type: 'command', command: 'sync' }),
        },
        {
          label: 'Export accounts as CSV…',
          accelerator: 'CmdOrCtrl+E',
          click: () => tell({ type: 'command', command: 'export' }),
        },
        { type: 'separator' },
        process.platform === 'darwin' ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'Go',
      submenu: [
        {
          label: 'Search or jump to…',
          accelerator: 'CmdOrCtrl+K',
          click: () => tell({ type: 'command', command: 'palette' }),
        },
        {
          label: 'Find on this page…',
          accelerator: 'CmdOrCtrl+F',
          click: () => tell({ type: 'command', command: 'find' }),
        },
        { type: 'separator' },
        go('Today', '/', 'CmdOrCtrl+1'),
        go('CTAs', '/ctas', 'CmdOrCtrl+2'),
        go('Tasks', '/tasks'),
        go('Accounts', '/accounts', 'CmdOrCtrl+3'),
        go('Risk', '/risk', 'CmdOrCtrl+4'),
        go('Interventions', '/interventions', 'CmdOrCtrl+5'),
        go('Rules', '/rules', 'CmdOrCtrl+6'),
        go('Templates', '/templates', 'CmdOrCtrl+7'),
        go('Milestones', '/milestones', 'CmdOrCtrl+9'),
        go('Monitor', '/monitor', 'CmdOrCtrl+8'),
        go('Rewards', '/rewards'),
        go('Reports', '/reports'),
        go('Settings', '/settings', 'CmdOrCtrl+,'),
      ],
    },
    {
      label: 'View',
      submenu: [
        {
          label: 'Light or dark',
          accelerator: 'CmdOrCtrl+Shift+L',
          click: () => tell({ type: 'command', command: 'toggle-theme' }),
        },
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
