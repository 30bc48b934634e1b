import { trimCell, unseenCharacter } from '../lib/cell-text';

const unseen = new RegExp(`${unseenCharacter}+`, 'gu');

/** A field's name as files and declarations are compared by it: small letters, composed, one space between words. */
export function ownFieldName(text: string): string {
  return trimCell(text).normalize('NFC').toLowerCase().replace(unseen, ' ');
}

const longest = 60;

/** Whether a name can head a column and stand in a path to a value. */
export function isOwnFieldName(name: string): boolean {
  return name !== '' && name.length <= longest && !/["\\\p{Cc}]/u.test(name);
}
