import { randomBytes } from 'node:crypto';
import type { Clock } from './clock';

/** Keys of what people write, unique on every desktop without asking anybody. */
export interface Ids {
  /** A UUIDv7 (RFC 9562): of two keys of this desktop the later sorts after the earlier. */
  next(): string;
}

/** Numbers of one millisecond: as many as the twelve bits beside the version hold. */
const perMillisecond = 0x1000;

/** A clock that goes back doesn't take the order of keys with it: they go on from the latest moment seen. */
export function createIds(clock: Clock): Ids {
  let moment = 0;
  let number = 0;
  return {
    next() {
      const now = clock.now();
      number += 1;
      if (now > moment || number === perMillisecond) {
        moment = Math.max(now, moment + 1);
        number = 0;
      }
      return uuidOf(moment, number, randomBytes(8));
    },
  };
}

function uuidOf(milliseconds: number, number: number, chance: Buffer): string {
  chance[0] = ((chance[0] ?? 0) & 0x3f) | 0x80;
  const time = milliseconds.toString(16).padStart(12, '0');
  const rest = chance.toString('hex');
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${number.toString(16).padStart(3, '0')}`,
    rest.slice(0, 4),
    rest.slice(4),
  ].join('-');
}
