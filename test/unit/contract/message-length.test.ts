import { describe, expect, test } from 'vitest';
import { tooLongFor } from '../../../src-preload/contract/message-length';

describe('words of one’s own', () => {
  test.each([
    ['email', 'x'.repeat(50_000), null],
    ['webhook', 'x'.repeat(20_000), null],
    ['webhook', 'x'.repeat(20_001), 'it has 20,001 characters, and at most 20000 go'],
    ['in_app', 'x'.repeat(20_001), 'it has 20,001 characters, and at most 20000 go'],
    ['web_push', 'x'.repeat(1_000), null],
    ['web_push', 'x'.repeat(1_001), 'it has 1,001 characters, and at most 1000 go'],
    ['sms', 'x'.repeat(1_530), null],
    ['sms', 'x'.repeat(1_531), 'it takes 11 SMS, and at most 10 go'],
  ] as const)('by %s may be so long and no longer', (channel, text, expected) => {
    expect(tooLongFor(channel, text)).toBe(expected);
  });
});
