import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Given to a Steward that the system starts. */
export const atLoginSwitch = '--at-login';

/** What of the system decides whether Steward starts when a person logs in. */
export interface LoginStart {
  isOn(): boolean;
  set(on: boolean): void;
}

/** On Linux: a file of the desktop's own folder of what starts (the Desktop Application Autostart Specification). */
export function autostartFile(configFolder: string, command: readonly string[]): LoginStart {
  const file = join(configFolder, 'autostart', 'steward.desktop');
  return {
    isOn: () => existsSync(file),
    set(on) {
      if (!on) return rmSync(file, { force: true });
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, entryOf([...command, atLoginSwitch]), { mode: 0o600 });
    },
  };
}

function entryOf(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Steward',
    `Exec=${command.map(quoted).join(' ')}`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** As the Desktop Entry Specification has an argument: % begins a field code, and the value is escaped once more. */
function quoted(argument: string): string {
  const escaped = argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${escaped.replaceAll('\\', '\\\\')}"`;
}

/** The part of Electron's `app` that macOS and Windows need. */
interface LoginItems {
  getLoginItemSettings(options: { args: string[] }): { openAtLogin: boolean };
  setLoginItemSettings(settings: { openAtLogin: boolean; args: string[] }): void;
}

export function loginItems(app: LoginItems): LoginStart {
  const args = [atLoginSwitch];
  return {
    isOn: () => app.getLoginItemSettings({ args }).openAtLogin,
    set: (on) => app.setLoginItemSettings({ openAtLogin: on, args }),
  };
}
