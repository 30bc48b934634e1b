import { describe, expect, it } from 'vitest';
import { createConnectionControl, describeConnection } from '../../../src-main/host/connection-control';
import { StewardError } from '../../../src-main/lib/steward-error';

describe('a connection address', () => {
  it('is described without its password', () => {
    expect(describeConnection('postgres://ada:s%2Fecret@db.example.com:6543/company')).toEqual({
      host: 'db.example.com',
      port: 6543,
      database: 'company',
      login: 'ada',
    });
  });
  it('has the usual port when none is given', () =>
    expect(describeConnection('postgres://ada@db/company').port).toBe(5432));
  it('is refused with words when a part is missing', () => {
    for (const address of ['postgres://db/company', 'postgres://ada@db', 'postgres://ada@db/', 'company']) {
      expect(() => describeConnection(address), address).toThrow(StewardError);
    }
  });
  it('stays as it was when the new company can’t be used', async () => {
    const control = createConnectionControl({
      url: 'postgres://ada@old/company',
      keyKeptIn: 'file',
      connect: () => Promise.reject(new Error('no')),
      remember: () => Promise.resolve(),
    });
    await expect(control.use('postgres://ada@new/company')).rejects.toThrow('no');
    expect(control.current()?.host).toBe('old');
  });
});
