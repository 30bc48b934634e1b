import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interface as dbus, Message, type MessageBus, sessionBus, Variant } from '@jellybrick/dbus-next';
import { openInTurn } from '../../support/open-in-turn';

/** Whether this machine has what a session bus is made with. */
export function hasSessionBus(): boolean {
  try {
    execFileSync('dbus-daemon', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export interface ShownNotice {
  readonly id: number;
  readonly title: string;
  readonly body: string;
}

/** A desktop's session bus with a tray and a service of notices, as a program meets them. */
export interface DesktopBus {
  /** For the environment of a program. */
  readonly address: string;
  readonly notices: readonly ShownNotice[];
  click(notice: ShownNotice): void;
  /** The labels of the menu of the one icon in the tray; null while there is none. */
  trayMenu(): Promise<string[] | null>;
  trayTip(): Promise<string>;
  /** Clicks a line of that menu. */
  choose(label: string): Promise<void>;
  close(): Promise<void>;
}

export function openDesktopBus(): Promise<DesktopBus> {
  return openInTurn(async (closeWith) => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-bus-'));
    closeWith(() => rmSync(folder, { recursive: true }));
    chmodSync(folder, 0o755);
    const config = join(folder, 'bus.conf');
    writeFileSync(config, forEveryUser(folder));
    const daemon = spawn('dbus-daemon', ['--config-file', config, '--nofork', '--print-address'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    closeWith(() => daemon.kill());
    const [line] = (await once(daemon.stdout, 'data')) as [Buffer];
    const address = line.toString().trim();
    const bus = sessionBus({ busAddress: address });
    closeWith(() => bus.disconnect());
    const watcher = new Watcher('org.kde.StatusNotifierWatcher');
    bus.export('/StatusNotifierWatcher', watcher);
    await bus.requestName('org.kde.StatusNotifierWatcher', 0);
    const notices = new Notices('org.freedesktop.Notifications');
    bus.export('/org/freedesktop/Notifications', notices);
    await bus.requestName('org.freedesktop.Notifications', 0);
    return {
      address,
      notices: notices.shown,
      click: ({ id }) => notices.ActionInvoked(id, 'default'),
      async trayMenu() {
        const icon = watcher.icon();
        return icon === null ? null : (await menuOf(bus, icon)).lines.map(({ label }) => label);
      },
      async trayTip() {
        const icon = watcher.icon();
        if (icon === null) throw new Error('there is no icon in the tray');
        return String((await propertyOf(bus, icon, 'ToolTip'))[2]);
      },
      async choose(label) {
        const icon = watcher.icon();
        if (icon === null) throw new Error('there is no icon in the tray');
        const { path, lines } = await menuOf(bus, icon);
        const chosen = lines.find((one) => one.label === label);
        if (chosen === undefined) throw new Error(`“${label}” is not in ${lines.map((one) => one.label)}`);
        const to = { service: icon, path, member: 'com.canonical.dbusmenu.Event' };
        await ask(bus, to, 'isvu', [chosen.id, 'clicked', new Variant('i', 0), 0]);
      },
    };
  });
}

/** Steward may be another user's than the tests. */
function forEveryUser(folder: string): string {
  return `<busconfig>
    <type>session</type>
    <listen>unix:path=${folder}/bus</listen>
    <auth>EXTERNAL</auth>
    <policy context="default">
      <allow user="*"/><allow own="*"/><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
    </policy>
  </busconfig>`;
}

/** What members were configured with stands in the prototype; each object begins with empty ones in front of them. */
class Offered extends dbus.Interface {
  constructor(name: string) {
    super(name);
    for (const part of ['$properties', '$methods', '$signals']) Reflect.deleteProperty(this, part);
  }
}

/** Icons tell it of themselves; one whose program has gone is forgotten by the next. */
class Watcher extends Offered {
  readonly icons: string[] = [];
  IsStatusNotifierHostRegistered = true;
  ProtocolVersion = 0;
  RegisteredStatusNotifierItems: string[] = [];
  RegisterStatusNotifierItem(service: string): void {
    this.icons.push(service);
  }
  RegisterStatusNotifierHost(_service: string): void {
    // This one is its own host.
  }
  icon(): string | null {
    return this.icons.at(-1) ?? null;
  }
}
Watcher.configureMembers({
  methods: {
    RegisterStatusNotifierItem: { inSignature: 's', outSignature: '' },
    RegisterStatusNotifierHost: { inSignature: 's', outSignature: '' },
  },
  properties: {
    IsStatusNotifierHostRegistered: { signature: 'b', access: 'read' },
    ProtocolVersion: { signature: 'i', access: 'read' },
    RegisteredStatusNotifierItems: { signature: 'as', access: 'read' },
  },
});

class Notices extends Offered {
  readonly shown: ShownNotice[] = [];
  GetCapabilities(): string[] {
    return ['body', 'actions'];
  }
  GetServerInformation(): string[] {
    return ['tests', 'steward', '1', '1.2'];
  }
  Notify(_app: string, _replaces: number, _icon: string, title: string, body: string): number {
    const id = this.shown.length + 1;
    this.shown.push({ id, title, body });
    return id;
  }
  CloseNotification(_id: number): void {
    // A notice that is closed was shown all the same.
  }
  ActionInvoked(id: number, action: string): unknown[] {
    return [id, action];
  }
}
Notices.configureMembers({
  methods: {
    GetCapabilities: { inSignature: '', outSignature: 'as' },
    GetServerInformation: { inSignature: '', outSignature: 'ssss' },
    Notify: { inSignature: 'susssasa{sv}i', outSignature: 'u' },
    CloseNotification: { inSignature: 'u', outSignature: '' },
  },
  signals: { ActionInvoked: { signature: 'us' } },
});

type Layout = [revision: number, [id: number, properties: object, children: Variant[]]];

interface MenuLine {
  readonly id: number;
  readonly label: string;
}

/** An icon says nothing of what it offers: it is asked without an introduction. */
async function ask(
  bus: MessageBus,
  to: { readonly service: string; readonly path: string; readonly member: string },
  signature: string,
  body: unknown[],
): Promise<unknown[]> {
  const at = to.member.lastIndexOf('.');
  const reply = await bus.call(
    new Message({
      destination: to.service,
      path: to.path,
      interface: to.member.slice(0, at),
      member: to.member.slice(at + 1),
      signature,
      body,
    }),
  );
  return reply?.body ?? [];
}

async function propertyOf(bus: MessageBus, service: string, name: string): Promise<unknown[]> {
  const to = { service, path: '/StatusNotifierItem', member: 'org.freedesktop.DBus.Properties.Get' };
  const [found] = (await ask(bus, to, 'ss', ['org.kde.StatusNotifierItem', name])) as [Variant];
  return [found.value].flat() as unknown[];
}

async function menuOf(bus: MessageBus, service: string) {
  const [found] = await propertyOf(bus, service, 'Menu');
  const path = String(found);
  const to = { service, path, member: 'com.canonical.dbusmenu.GetLayout' };
  const layout = (await ask(bus, to, 'iias', [0, -1, ['label', 'type']])) as Layout;
  const lines = layout[1][2].map(({ value }): MenuLine => {
    const [id, properties] = value as [number, Record<string, Variant | undefined>];
    return { id, label: String(properties['label']?.value ?? '') };
  });
  return { path, lines: lines.filter(({ label }) => label !== '') };
}
