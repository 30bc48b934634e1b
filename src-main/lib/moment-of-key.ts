/** When a key of this kind was made (UUIDv7, RFC 9562), in milliseconds; null: it is of another kind. */
export function momentOfKey(key: string): number | null {
  const [, high = '', low = ''] = /^([0-9a-f]{8})-([0-9a-f]{4})-7/i.exec(key) ?? [];
  return high === '' ? null : Number.parseInt(high + low, 16);
}
