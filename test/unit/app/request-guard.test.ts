import { describe, expect, it } from 'vitest';
import { checkRequest } from '../../../src-main/ipc/request-guard';

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
});
