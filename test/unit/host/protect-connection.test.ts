import { describe, expect, it } from 'vitest';
import { createConnectionControl } from '../../../src-main/host/connection-control';

function control(url: string | null, isRemembered = true) {
  const connected: string[] = [];
  const remembered: string[] = [];
  const rested: string[] = [];
  return {
    connected,
    remembered,
    rested,
    control: createConnectionControl({
      url,
      isRemembered,
      keyKeptIn: 'keychain',
      connect: async (address) => void connected.push(address),
      remember: async (address) => void remembered.push(address),
      rest: (why) => void rested.push(why),
    }),
  };
}

const clearBefore = 'postgres://ada:s%25cret@db.example:5432/company';

describe('an address remembered from before lines were encrypted', () => {
  it('is not used until somebody says how, and asked about once', async () => {
    const { control: asking, connected, remembered, rested } = control(clearBefore);
    await asking.begin();
    expect(connected).toEqual([]);
    expect(rested[0]).toMatch(/came unencrypted.*Settings, Connection/);
    expect(rested[0]).not.toContain('cret');
    expect(asking.asksProtection()).toBe(true);
    await asking.chooseProtection('verified');
    expect(connected).toEqual([`${clearBefore}?sslmode=verify-full`]);
    expect(remembered).toEqual(connected);
    expect(asking.asksProtection()).toBe(false);
    expect(asking.current()).toMatchObject({ host: 'db.example', protection: 'verified' });
    await expect(asking.chooseProtection('clear')).rejects.toMatchObject({ code: 'conflict' });
    const next = control(remembered[0] ?? null);
    await next.control.begin();
    expect(next.control.asksProtection()).toBe(false);
    expect(next.connected).toEqual(connected);
  });

  it('goes on as it was where that is chosen', async () => {
    const { control: asking, connected } = control(clearBefore);
    await asking.begin();
    await asking.chooseProtection('clear');
    expect(connected).toEqual([`${clearBefore}?sslmode=disable`]);
    expect(asking.current()?.protection).toBe('clear');
  });

  it('is answered as well by another address', async () => {
    const { control: asking, connected, remembered } = control(clearBefore);
    await asking.begin();
    await asking.use('postgres://ada:x@other.example/company');
    expect(asking.asksProtection()).toBe(false);
    expect(connected).toEqual(['postgres://ada:x@other.example:5432/company?sslmode=verify-full']);
    expect(remembered).toEqual(connected);
  });

  it.each([
    ['the sample on this machine', 'postgres://demo:x@127.0.0.1:5433/company'],
    ['a socket', 'postgres://demo@%2Frun%2Fpostgresql:5432/company'],
    ['a line that was encrypted', 'postgres://ada:x@db:5432/company?sslmode=require'],
    ['one whose authority was named', 'postgres://ada:x@db:5432/company?sslrootcert=/ca.pem'],
    ['one that was left in clear by somebody’s word', 'postgres://ada:x@db:5432/company?sslmode=disable'],
  ])('is not asked about: %s', async (_what, url) => {
    const { control: begun, connected } = control(url);
    await begun.begin();
    expect(connected).toEqual([url]);
    expect(begun.asksProtection()).toBe(false);
  });

  it('is not asked about where it was given for this start: that is encrypted', async () => {
    const { control: begun, connected } = control(clearBefore, false);
    await begun.begin();
    expect(connected).toEqual([clearBefore]);
    expect(begun.current()?.protection).toBe('verified');
  });

  it('that can’t be used any more keeps nothing else from starting', async () => {
    const { control: begun, connected, rested } = control('postgres://ada:x@db/company?host=other');
    await begun.begin();
    expect(connected).toEqual([]);
    expect(begun.current()).toBeNull();
    expect(rested).toEqual([begun.problem()]);
    expect(begun.problem()).toMatch(/host may not stand after the \?.*Enter it anew under Settings/);
    await begun.use('postgres://ada:x@127.0.0.1/company');
    expect(begun.problem()).toBeNull();
  });
});

it('an address without any protection said is remembered with it', async () => {
  const { control: begun, remembered } = control(null);
  await begun.use('postgres://ada@db/company');
  await begun.use('postgres://ada@127.0.0.1/company');
  await begun.use('postgres://ada@db/company?sslmode=no-verify');
  expect(remembered).toEqual([
    'postgres://ada@db:5432/company?sslmode=verify-full',
    'postgres://ada@127.0.0.1:5432/company',
    'postgres://ada@db:5432/company?sslmode=no-verify',
  ]);
});
