import { counted } from '../../../src-preload/contract/words';

export const weekdayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** @param minute of the day @returns `09:05` */
export function clockWords(minute: number): string {
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** @param zone IANA name @returns `New York` */
export function zoneWords(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** @returns `1st`, `22nd` */
export function ordinal(value: number): string {
  const teens = value % 100 > 10 && value % 100 < 14;
  const ending = teens ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${ending}`;
}

/** @returns `a, b and c` */
export function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

const units = [
  { name: 'hour', size: 3_600_000 },
  { name: 'minute', size: 60_000 },
  { name: 'second', size: 1000 },
] as const;

/** Elapsed time exactly; days have no fixed length, so it is told in hours. @returns `48 hours`, `1 hour 30 minutes` */
export function elapsedWords(milliseconds: number): string {
  let rest = milliseconds;
  const parts = units.flatMap(({ name, size }) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [counted(count, name)];
  });
  return parts.join(' ') || 'no time';
}
