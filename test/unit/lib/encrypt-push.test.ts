import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { encryptPush } from '../../../src-main/delivery/channels/push/encrypt-push';
import { makeVapidKeys, publicKeyOf, vapidHeader } from '../../../src-main/delivery/channels/push/vapid';

test('a message is encrypted as the standard’s own example is (RFC 8291, appendix A)', () => {
  const sealed = encryptPush(
    Buffer.from('When I grow up, I want to be a watermelon'),
    {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    },
    {
      salt: Buffer.from('DGv6ra1nlYgDCS1FRnbzlw', 'base64url'),
      secret: Buffer.from('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw', 'base64url'),
    },
  );
  expect(sealed.toString('base64url')).toBe(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  );
});

describe('two keys of web push', () => {
  test('are one the other’s, and sign what says whose the message is, for one push service and half a day', () => {
    const keys = makeVapidKeys();
    expect(publicKeyOf(keys.privateKey)).toBe(keys.publicKey);
    const now = Date.parse('2026-03-03T12:00:00Z');
    const header = vapidHeader('https://push.example:8443/x/y?z', 'https://acme.example', keys, now);
    const [, head = '', claims = '', signature = ''] =
      /^vapid t=([^.]+)\.([^.]+)\.([^,]+), k=/.exec(header) ?? [];
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({
      aud: 'https://push.example:8443',
      exp: now / 1000 + 43_200,
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

  test('have no public one where the private one is none', () => {
    expect(publicKeyOf('sixteen-letters!')).toBeNull();
    expect(publicKeyOf(Buffer.alloc(32).toString('base64url'))).toBeNull();
  });
});
