import { organizationIdSchema } from '../../src-preload/contract/domain';
import { type TodayKind, todayKindSchema } from '../../src-preload/contract/today';
import { StewardError } from './steward-error';

/**
 * The key of an item of Today: stable while the same reason stands. @returns `12:renewal`
 * @param kind of the item; of an earlier version's, whatever it was
 */
export function todayKey(accountId: number, kind: string): string {
  return `${accountId}:${kind}`;
}

interface TodayKeyParts {
  readonly accountId: number;
  readonly kind: TodayKind;
}

/** @throws StewardError invalid_input for what is no key */
export function partsOfTodayKey(key: string): TodayKeyParts {
  const parts = readTodayKey(key);
  if (parts === null) throw new StewardError('invalid_input', 'This is not an item of Today.');
  return parts;
}

/** @returns null for what is no key, and for a kind of an earlier version */
export function readTodayKey(key: string): TodayKeyParts | null {
  const [account = '', reason] = key.split(':');
  const accountId = organizationIdSchema.safeParse(Number(account)).data;
  const kind = todayKindSchema.safeParse(reason).data;
  if (accountId === undefined || kind === undefined || todayKey(accountId, kind) !== key) return null;
  return { accountId, kind };
}
