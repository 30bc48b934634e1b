import { describe, expect, it } from 'vitest';
import { checkRequest } from '../../src-main/ipc/request-guard';
import { mostAttachmentBytes } from '../../src-preload/contract/attachments';
import { maxRequestCharacters } from '../../src-preload/contract/wire/envelope';

function codeOf(raw: unknown): string | undefined {
  const checked = checkRequest(raw);
  if ('request' in checked) return undefined;
  return checked.refusal.ok ? undefined : checked.refusal.error.code;
}

describe('a call at the door', () => {
  it('passes when it names a procedure', () => {
    expect(checkRequest({ path: 'accounts.list', input: { a: 1 } })).toEqual({
      request: { path: 'accounts.list', input: { a: 1 } },
    });
  });
  it('is refused when its path is no path', () => {
    for (const path of [
      '',
      'accounts',
      'accounts.',
      '__proto__.x',
      'a.b.c.d',
      'accounts.list;drop',
      7,
      null,
    ]) {
      expect(codeOf({ path, input: {} }), String(path)).toBe('invalid_input');
    }
  });
  it('is refused when it is not an object, or can’t be read', () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    for (const raw of [undefined, null, 3, 'x', [], circle, { path: 'today.get', input: 1n }])
      expect(codeOf(raw)).toBe('invalid_input');
  });
  it('is refused when it is too large', () => {
    // 256 KiB as JSON; the quotes count.
    expect(codeOf({ path: 'today.get', input: 'x'.repeat(256 * 1024) })).toBe('too_large');
    expect(codeOf({ path: 'today.get', input: 'x'.repeat(256 * 1024 - 100) })).toBeUndefined();
  });

  const large = maxRequestCharacters;
  it.each<[string, () => unknown]>([
    ['bytes', () => new ArrayBuffer(large)],
    ['numbers', () => new Float64Array(large / 8)],
    ['a view of one byte of many', () => new Uint8Array(new ArrayBuffer(large), 0, 1)],
    ['bytes behind a data view', () => new DataView(new ArrayBuffer(large))],
    ['shared bytes', () => new SharedArrayBuffer(large)],
    ['values of a map', () => new Map([['a', 'x'.repeat(large)]])],
    ['keys of a map', () => new Map([['x'.repeat(large), 'a']])],
    ['items of a set', () => new Set(Array.from({ length: large / 4 }, (_, item) => item))],
    ['a name', () => ({ ['x'.repeat(large)]: 1 })],
    ['a name beside a list', () => Object.assign([], { ['x'.repeat(large)]: 1 })],
    ['places of a list without values', () => new Array(large + 1)],
    ['a big number', () => 1n << BigInt(large * 8)],
    ['a pattern', () => new RegExp('x'.repeat(large))],
    ['a boxed text', () => new String('x'.repeat(large))],
    ['an error', () => new Error('x'.repeat(large))],
    ['what caused an error', () => new Error('a', { cause: new ArrayBuffer(large) })],
    ['many small things', () => Array.from({ length: large / 16 }, () => [{}])],
    ['bytes deep inside', () => [{ a: new Map([[1, new Set([{ b: [new Uint8Array(large)] }])]]) }]],
    ['one text in many places', () => Array<string>(9).fill('x'.repeat(large / 8))],
    ['lists that hold one list twice, and that twice again', () => doubled(40)],
  ])('is refused when it is large by %s', (_what, make) => {
    expect(codeOf({ path: 'today.get', input: make() })).toBe('too_large');
  });

  it('may bring a file of a megabyte by the one call that takes files, and by no other', () => {
    const file = { name: 'a.png', content: 'x'.repeat(Math.ceil(mostAttachmentBytes / 3) * 4) };
    expect(codeOf({ path: 'account.holdFile', input: file })).toBeUndefined();
    expect(codeOf({ path: 'account.addNote', input: file })).toBe('too_large');
    expect(codeOf({ path: ['account.holdFile'], input: file })).toBe('too_large');
    expect(codeOf({ path: 'account.holdFile', input: { ...file, more: 'x'.repeat(200_000) } })).toBe(
      'too_large',
    );
  });

  it('is refused when it goes round in a circle or nests without end, however small', () => {
    const list: unknown[] = [];
    list.push([list]);
    const map = new Map<string, unknown>();
    map.set('self', { map });
    let deep: unknown = 1;
    for (let level = 0; level < 5_000; level++) deep = [deep];
    for (const input of [list, map, deep, () => 1, Symbol('a')])
      expect(codeOf({ path: 'today.get', input })).toBe('invalid_input');
  });

  it('is looked at no longer than its limit, whatever it holds', () => {
    const began = performance.now();
    codeOf({ path: 'today.get', input: doubled(1_000) });
    codeOf({ path: 'today.get', input: new Array(4_000_000_000) });
    codeOf({ path: 'today.get', input: new Array(20_000_000).fill(1) });
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('passes up to its limit, with the same thing in two places', () => {
    const note = { text: 'x'.repeat(maxRequestCharacters / 2 - 200) };
    expect(codeOf({ path: 'today.get', input: [note, note] })).toBeUndefined();
  });
});

function doubled(times: number): unknown {
  let list: unknown = ['x'];
  for (let time = 0; time < times; time++) list = [list, list];
  return list;
}
