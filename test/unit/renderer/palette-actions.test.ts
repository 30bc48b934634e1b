import { describe, expect, test } from 'vitest';
import { isCommand, matchingActions, paletteActions } from '../../../src-renderer/app/palette-actions';

function labels(query: string): string[] {
  return matchingActions(query, paletteActions).map((action) => action.label);
}

describe('actions in the palette', () => {
  test('are found by the beginnings of their words, in any order', () => {
    expect(labels('ren 90')).toEqual(['Renewals in 90 days']);
    expect(labels('now sync')).toEqual(['Sync now']);
  });

  test('are found by what people call them', () => {
    expect(labels('theme')).toEqual(['Switch light or dark']);
    expect(labels('refresh')).toEqual(['Sync now']);
  });

  test('all stand while nothing is typed, and none fits nonsense', () => {
    expect(labels('  ')).toHaveLength(paletteActions.length);
    expect(labels('xyzzy')).toEqual([]);
  });

  test('stand before names when whole words of theirs are typed', () => {
    const isFirst = (query: string) => isCommand(query, paletteActions);
    expect(['sync', 'Risk', 'refresh', 'export accounts', 'now sync'].map(isFirst)).toEqual(
      Array(5).fill(true),
    );
    expect(['syn', 'syncro', 'sync north', '', '  '].map(isFirst)).toEqual(Array(5).fill(false));
  });

  test('have names that tell them apart', () => {
    expect(new Set(paletteActions.map((action) => action.label)).size).toBe(paletteActions.length);
  });
});
