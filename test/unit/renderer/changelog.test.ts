import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  compareVersions,
  partsOfItem,
  readChangelog,
  releasesBetween,
} from '../../../src-renderer/app/news/changelog';

const text = `# Changelog

All changes. The format is known;
- versions follow a scheme.

## [Unreleased]

### Added

- Not out yet.

## [0.10.0] - 2026-12-01

### Added

- Rows of \`Today\` open
  where they are decided ([sync](docs/sync.md)).
- Another.

### Fixed

- A fault.

## [0.9.1] - 2026-11-01

### Fixed

- An older fault.

## [0.2.0]

### Added

- The first.
`;
const releases = readChangelog(text);
const versions = (from: string | null, to: string) =>
  releasesBetween(releases, from, to).map(({ version }) => version);

describe('the changelog', () => {
  test('is read by version, with its day, groups and items over several lines', () => {
    expect(releases.map(({ version, day }) => [version, day])).toEqual([
      [null, null],
      ['0.10.0', '2026-12-01'],
      ['0.9.1', '2026-11-01'],
      ['0.2.0', null],
    ]);
    expect(releases[1]?.groups).toEqual([
      {
        title: 'Added',
        items: ['Rows of `Today` open where they are decided ([sync](docs/sync.md)).', 'Another.'],
      },
      { title: 'Fixed', items: ['A fault.'] },
    ]);
  });

  test('of Steward itself is read whole, and says each item in words without marks of Markdown', () => {
    const own = readFileSync(join(import.meta.dirname, '../../../CHANGELOG.md'), 'utf8');
    const items = readChangelog(own).flatMap(({ groups }) => groups.flatMap((group) => group.items));
    expect(items).toHaveLength(own.split('\n').filter((line) => line.startsWith('- ')).length);
    expect(items.length).toBeGreaterThan(20);
    for (const item of items) {
      const words = partsOfItem(item);
      const said = words.filter(({ isCode }) => !isCode).map((part) => part.text);
      expect(said.join(''), item).not.toMatch(/\]\(|\*\*|`/);
    }
  });
});

describe('what is new', () => {
  test('is all since the version one had, up to the one at hand', () => {
    expect(versions('0.2.0', '0.10.0')).toEqual(['0.10.0', '0.9.1']);
    expect(versions('0.9.1', '0.10.0')).toEqual(['0.10.0']);
    expect(versions('0.2.0', '0.9.1')).toEqual(['0.9.1']);
    expect(versions('0.1.0', '0.9.1')).toEqual(['0.9.1', '0.2.0']);
  });

  test('is what the version at hand brought where nothing is known of one before; what is to come where it is not told of', () => {
    expect(versions(null, '0.9.1')).toEqual(['0.9.1']);
    expect(versions(null, '0.11.0')).toEqual([null]);
    expect(versions('0.10.0', '0.11.0')).toEqual([null]);
    expect(releasesBetween([], '0.1.0', '0.2.0')).toEqual([]);
  });
});

describe('versions', () => {
  test('come after each other by number, one on trial before its own', () => {
    const order = [
      'no version',
      '0.2.0',
      '0.9.1',
      '0.10.0-rc.2',
      '0.10.0-rc.10',
      '0.10.0',
      '0.10.1',
      '1.0.0',
    ];
    for (const [a, one] of order.entries())
      for (const [b, other] of order.entries())
        expect(Math.sign(compareVersions(one, other)), `${one} and ${other}`).toBe(Math.sign(a - b));
  });
});

describe('an item', () => {
  test('is its words and its code; a link is its words, and one that only says where more is goes', () => {
    expect(
      partsOfItem('Rows of `Today` are **ranked** as [docs](docs/a.md) say ([more](docs/b.md)).'),
    ).toEqual([
      { at: 0, text: 'Rows of ', isCode: false },
      { at: 1, text: 'Today', isCode: true },
      { at: 2, text: ' are ranked as docs say.', isCode: false },
    ]);
  });
});
