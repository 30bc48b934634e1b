import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { earlierStarters } from '../../../src-main/engines/health/starter/earlier-starters';

/** As they were written by the versions that started with them. */
const asWritten = ['1741b2dcb9fe93f7', 'a4785e96e0b86e2f', 'e6205f43fe59f245'];

describe('configurations that earlier versions started with', () => {
  it('are told to the last digit, so that one that nobody edited is known for what it is', () => {
    const digests = earlierStarters().map((config) =>
      createHash('sha256').update(JSON.stringify(config)).digest('hex').slice(0, 16),
    );
    expect(digests).toEqual(asWritten);
  });
});
