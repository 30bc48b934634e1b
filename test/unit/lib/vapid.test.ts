import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeVapidKeys, publicKeyOf, vapidHeader } from '../../../src-main/delivery/channels/push/vapid';

describe('two keys of web push', () => {
  test('are one the other’s, and sign what says whose the message is, for one push service and half a day', () => {
    const keys = makeVapidKeys();
    expect(publicKeyOf(keys.privateKey)).toBe(keys.publicKey);
    const now = Math.floor(Date.now() / 1000);
    const header = vapidHeader('https://push.example:8443/x/y?z', 'https://acme.example', keys);
    const [, head = '', claims = '', signature = ''] =
      /^vapid t=([^.]+)\.([^.]+)\.([^,]+), k=/.exec(header) ?? [];
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({
      aud: 'https://push.example:8443',
      exp: expect.toSatisfy((exp: number) => exp - now >= 43_200 && exp - now < 43_260),
      sub: 'https://acme.example',
    });
    const point = Buffer.from(keys.publicKey, 'base64url');
    const [x = '', y = ''] = [point.subarray(1, 33), point.subarray(33)].map((half) =>
      half.toString('base64url'),
    );
    const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
    expect(
      verify(
        'sha256',
        Buffer.from(`${head}.${claims}`),
        { key, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      ),
    ).toBe(true);
  });

  test('tell a push service of a site on this machine as of any other', () => {
    const header = vapidHeader('https://push.example/x', 'http://127.0.0.1:8080', makeVapidKeys());
    const claims = Buffer.from(header.split('.')[1] ?? '', 'base64url').toString();
    expect(JSON.parse(claims)).toMatchObject({ aud: 'https://push.example', sub: 'https://127.0.0.1:8080' });
  });

  test('have no public one where the private one is none', () => {
    expect(publicKeyOf('sixteen-letters!')).toBeNull();
    expect(publicKeyOf(Buffer.alloc(32).toString('base64url'))).toBeNull();
  });
});
