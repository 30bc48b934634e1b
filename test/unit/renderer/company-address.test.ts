import { describe, expect, it } from 'vitest';
import {
  addressText,
  wholeAddress,
  withoutPassword,
} from '../../../src-renderer/features/settings/connection/company-address';

describe('the address of the company’s database', () => {
  it('is shown without the password', () => {
    const address = { host: 'db.example', port: 5433, database: 'product', login: 'dana' };
    expect(addressText(address)).toBe('postgres://dana@db.example:5433/product');
    expect(addressText({ host: null, port: null, database: null, login: null })).toBe('');
  });

  it('gives its password away into its own field when pasted whole', () => {
    expect(withoutPassword('postgres://dana:p%40ss@db.example/product?sslmode=require')).toEqual({
      address: 'postgres://dana@db.example/product?sslmode=require',
      password: 'p@ss',
    });
  });

  it('is left as typed while it has no password or is no address yet', () => {
    expect(withoutPassword('postgres://dana@db')).toEqual({ address: 'postgres://dana@db', password: null });
    expect(withoutPassword('post')).toEqual({ address: 'post', password: null });
  });

  it('carries any password safely, whatever is in it', () => {
    const whole = wholeAddress('postgres://dana@db.example:5432/product', 'a/b:c@d?#%');
    if (!('url' in whole)) throw new Error(whole.problem);
    const url = new URL(whole.url);
    expect(decodeURIComponent(url.password)).toBe('a/b:c@d?#%');
    expect(url.hostname).toBe('db.example');
    expect(url.pathname).toBe('/product');
  });

  it('takes a pasted password with a stray percent sign as it stands', () => {
    expect(withoutPassword('postgres://dana:100%@db.example/product').password).toBe('100%');
  });

  it.each([
    ['mysql://dana@db/product', /write it as/],
    ['dana@db/product', /write it as/],
    ['postgres://db/product', /login is missing/],
    ['postgres://dana@db', /database is missing/],
    ['postgres://dana@db/', /database is missing/],
  ])('is refused with what to do: %s', (address, words) => {
    expect(wholeAddress(address, '')).toEqual({ problem: expect.stringMatching(words) });
  });
});
