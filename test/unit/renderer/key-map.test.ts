import { expect, test } from 'vitest';
import { menuKeys, menuRooms } from '../../../src-preload/contract/menu-keys';
import { heldKeys } from '../../../src-renderer/ui/keys/held-keys';
import { type KeyPlace, keyMap } from '../../../src-renderer/ui/keys/key-map';
import { rowAfterKey } from '../../../src-renderer/ui/table/row-after-key';
import { sourceFiles } from '../../checks/support/source-files';

const places = Object.keys(keyMap) as KeyPlace[];
const keysOf = (place: KeyPlace) => Object.keys(keyMap[place].keys);

test('no two of the keys that are held together are the same', () => {
  const all = [
    ...Object.values(menuKeys).map((key) => `Mod+${key}`),
    ...menuRooms.flatMap(({ key }) => (key === null ? [] : [`Mod+${key}`])),
    ...heldKeys.map(({ keys }) => keys.join('+')),
  ];
  expect(all.filter((key, at) => all.indexOf(key) !== at)).toEqual([]);
});

test.each(places)('a key of the place “%s” is not one that acts everywhere', (place) => {
  if (place === 'shell') return;
  expect(keysOf(place).filter((key) => keysOf('shell').includes(key))).toEqual([]);
});

test('every key of tables moves, opens or chooses', () => {
  for (const key of keysOf('table').filter((one) => one !== 'Enter' && one !== 'x'))
    expect(rowAfterKey(key, 3, 30, 10), key).not.toBeUndefined();
});

test('every place of the map is one that a screen gives its deeds to', () => {
  const code = sourceFiles(['src-renderer'])
    .map(({ text }) => text)
    .join('\n');
  const used = places.filter((place) => new RegExp(`(useKeys|holdPlace)\\(\\s*'${place}'`).test(code));
  expect(used).toEqual(places);
});
