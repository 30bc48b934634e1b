import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSafeExternal } from '../../src-main/app/external-address';
import { isOwnAddress } from '../../src-main/app/own-address';
import { rendererFileOf } from '../../src-main/app/renderer-file';

describe('our own addresses', () => {
  it('are those of the app scheme and host', () => {
    expect(isOwnAddress('app://steward/#/accounts', null)).toBe(true);
    expect(isOwnAddress('app://other/', null)).toBe(false);
    expect(isOwnAddress('https://steward/', null)).toBe(false);
    expect(isOwnAddress('app://steward.example.com/', null)).toBe(false);
    expect(isOwnAddress('javascript:alert(1)', null)).toBe(false);
    expect(isOwnAddress('nonsense', null)).toBe(false);
  });
  it('take in the development server only where there is one, and only its origin', () => {
    expect(isOwnAddress('http://localhost:5173/', 'http://localhost:5173')).toBe(true);
    expect(isOwnAddress('http://localhost:5173.example.com/', 'http://localhost:5173')).toBe(false);
    expect(isOwnAddress('http://localhost:5174/', 'http://localhost:5173')).toBe(false);
    expect(isOwnAddress('https://localhost:5173/', 'http://localhost:5173')).toBe(false);
  });
});

describe('the way out', () => {
  it('hands only https and mailto to the system', () => {
    expect(isSafeExternal('https://example.com/a?b=c')).toBe(true);
    expect(isSafeExternal('mailto:someone@example.com')).toBe(true);
    for (const address of [
      'http://example.com',
      'file:///etc/passwd',
      'javascript:1',
      'smb://host/share',
      'data:text/html,x',
      'ms-msdt:/x',
      'steward://a',
    ]) {
      expect(isSafeExternal(address), address).toBe(false);
    }
  });
  it('refuses addresses that carry a login or a password', () => {
    expect(isSafeExternal('https://bank.example@evil.example/')).toBe(false);
    expect(isSafeExternal('https://:secret@evil.example/')).toBe(false);
    expect(isSafeExternal('https://evil.example/@bank.example')).toBe(true);
  });
  it('refuses what is no address, and what no mail program takes for its length', () => {
    for (const address of ['', 'example.com', '//example.com', 'https://', 'mailto'])
      expect(isSafeExternal(address), address).toBe(false);
    const ofLength = (length: number) => `https://example.com/`.padEnd(length, 'a');
    expect(isSafeExternal(ofLength(2000))).toBe(true);
    expect(isSafeExternal(ofLength(2001))).toBe(false);
  });
});

describe('files of the screens', () => {
  const folder = join('/opt', 'steward', 'out', 'renderer');
  it('serves the page and its parts with their types', () => {
    expect(rendererFileOf(folder, 'app://steward/')).toEqual({
      path: join(folder, 'index.html'),
      contentType: 'text/html; charset=utf-8',
    });
    expect(rendererFileOf(folder, 'app://steward/assets/a.js')?.contentType).toBe(
      'text/javascript; charset=utf-8',
    );
  });
  it('serves nothing outside its folder, however the path is written', () => {
    const pieces = fc.array(
      fc.constantFrom('..', '%2e%2e', '.', 'a', '%2f', '/', '\\', '%5c', '%00', 'x.html', 'renderer2'),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const file = rendererFileOf(folder, `app://steward/${parts.join('/')}`);
        expect(file === null || file.path.startsWith(`${folder}/`)).toBe(true);
      }),
    );
  });
  it('serves its own scheme and host alone', () => {
    for (const address of [
      'https://steward/index.html',
      'file://steward/index.html',
      'app://other/index.html',
      'app://steward.example.com/index.html',
      'nonsense',
      'app://steward/%E0%A4%A',
    ]) {
      expect(rendererFileOf(folder, address), address).toBeNull();
    }
    expect(rendererFileOf(folder, 'app://steward/index.html')?.path).toBe(join(folder, 'index.html'));
  });
  it('serves no name with a zero byte, which the system would cut there', () =>
    expect(rendererFileOf(folder, 'app://steward/secret.db%00.html')).toBeNull());
  it('serves no other kind of file', () =>
    expect(rendererFileOf(folder, 'app://steward/steward.db')).toBeNull());
});
