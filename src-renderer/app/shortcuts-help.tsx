import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { menuKeys, menuRooms } from '../../src-preload/contract/menu-keys';
import { syncStatus } from '../api/host-signals';
import { type Command, runCommand } from '../api/shell-commands';
import { useSignal } from '../api/signal';
import { Dialog } from '../ui/dialog';
import { type HeldKeys, heldKeys } from '../ui/keys/held-keys';
import { type KeyPlace, keyMap } from '../ui/keys/key-map';
import { placesHeld } from '../ui/keys/places-held';
import classes from './shortcuts-help.module.css';

const command = window.steward.platform === 'darwin' ? '⌘' : 'Ctrl';

const menuMeanings: Readonly<Record<keyof typeof menuKeys, string>> = {
  palette: 'Search accounts, contacts and actions',
  find: 'Find on this page; Enter goes to the next place',
  note: 'Quick note, about the account that is meant or that it names',
  sync: 'Sync now',
  export: 'Export accounts as CSV',
  'toggle-theme': 'Light or dark',
};

/** Of the menu, by what begins it. */
const ofMenu: readonly HeldKeys[] = [
  ...Object.entries(menuMeanings).map(([name, meaning]) => ({
    keys: ['Mod', ...menuKeys[name as keyof typeof menuKeys].split('+')],
    meaning,
  })),
  ...menuRooms.flatMap(({ label, key }) => (key === null ? [] : [{ keys: ['Mod', key], meaning: label }])),
];

const names: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Escape: 'Esc',
  Mod: command,
};
const nameOf = (key: string) => names[key] ?? key;

interface KeyGroup {
  readonly title: string;
  readonly keys: readonly HeldKeys[];
}

/** The single keys of a place: those that do the same in one line. */
function groupOf(place: KeyPlace): KeyGroup {
  const { title, keys } = keyMap[place];
  const byMeaning = Map.groupBy(Object.entries<string>(keys), ([, meaning]) => meaning);
  return {
    title,
    keys: [...byMeaning].map(([meaning, same]) => ({ keys: same.map(([key]) => key), meaning })),
  };
}

/** The places of the screen behind first, then what goes everywhere, then all others. */
function groupsNow(): KeyGroup[] {
  const here = placesHeld().filter((place) => place !== 'shell');
  const others = (Object.keys(keyMap) as KeyPlace[]).filter(
    (place) => place !== 'shell' && !here.includes(place),
  );
  const shell = groupOf('shell');
  return [
    ...here.map(groupOf),
    { title: shell.title, keys: [...ofMenu, ...heldKeys, ...shell.keys] },
    ...others.map(groupOf),
  ];
}

/** Every key there is, from the places that act on them. */
export function ShortcutsHelp({ onClose }: { onClose: () => void }) {
  // Of the screen that it was asked for at.
  const [groups] = useState(groupsNow);
  const hasScreens = useSignal(syncStatus)?.asOf != null;
  function run(asked: Command): void {
    onClose();
    runCommand(asked);
  }
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose} size="lg">
      <Group gap="sm" mb="md">
        {hasScreens && (
          <Button variant="default" size="compact-sm" onClick={() => run('tour')}>
            Take the tour
          </Button>
        )}
        <Button variant="default" size="compact-sm" onClick={() => run('news')}>
          What is new in Steward
        </Button>
      </Group>
      <div className={classes.groups}>
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.keys.map(({ keys, meaning }) => (
                <div key={meaning} className={classes.shortcut}>
                  <dt>{meaning}</dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key} data-key={key}>
                        {nameOf(key)}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
