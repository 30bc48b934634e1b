// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mostFound, placeAfter, rangesOf } from '../../src-renderer/app/find/find-ranges';

beforeEach(() => {
  // What a document without a screen doesn't know: all is shown but what says that it is hidden.
  Element.prototype.checkVisibility = function checkVisibility(this: Element) {
    return this.closest('[hidden]') === null;
  };
});
afterEach(() => {
  document.body.innerHTML = '';
});

function found(html: string, text: string): string[] {
  document.body.innerHTML = html;
  return rangesOf(document.body, text).map(String);
}

describe('a text that is looked for on a page', () => {
  test('is found wherever it stands, in the order of the page', () => {
    expect(found('<p>Acme and acme</p><ul><li>The ACME</li></ul>', 'acme')).toEqual(['Acme', 'acme', 'ACME']);
  });

  test('is found whatever the accents of its letters, which stay where they are', () => {
    expect(found('<p>Zürich Société İzmir Ångström</p>', 'zurich')).toEqual(['Zürich']);
    expect(found('<p>Zürich Société İzmir Ångström</p>', 'SOCIÉTÉ')).toEqual(['Société']);
    expect(found('<p>İİ Ångström</p>', 'angstrom')).toEqual(['Ångström']);
    expect(found('<p>株式会社 🎉 テスト</p>', 'テスト')).toEqual(['テスト']);
  });

  test('is found once where it overlaps itself', () => {
    expect(found('<p>aaaa</p>', 'aa')).toEqual(['aa', 'aa']);
  });

  test('is not found where nobody sees it, nor where nothing is looked for', () => {
    expect(found('<p hidden>Acme</p><p>Other</p>', 'acme')).toEqual([]);
    expect(found('<p>Acme</p>', '  ')).toEqual([]);
    expect(found('<p>Acme</p>', ' acme ')).toEqual(['Acme']);
  });

  test('is found a thousand times at most', () => {
    expect(found(`<p>${'a '.repeat(mostFound + 5)}</p>`, 'a')).toHaveLength(mostFound);
  });
});

test('the last place is followed by the first, and the first comes after the last', () => {
  expect([placeAfter(0, 1, 3), placeAfter(2, 1, 3), placeAfter(0, -1, 3), placeAfter(0, 1, 0)]).toEqual([
    1, 0, 2, 0,
  ]);
});
