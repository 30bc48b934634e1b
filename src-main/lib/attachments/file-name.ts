import {
  type AttachmentType,
  attachmentTypes,
  mostFileName,
} from '../../../src-preload/contract/attachments';

/** Names of devices on Windows, whatever ending they have. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
/** Marks that nobody sees, or that turn the words around them. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
const ending = /\.([^.]{1,10})$/;

/**
 * A file's name as it can be shown, and written on any system: without folders and marks that don't show, and with an ending of what it
 * is, so that nothing opens it as something else.
 */
export function fileName(given: string, type: AttachmentType): string {
  const { endings } = attachmentTypes[type];
  const plain = given
    .normalize('NFC')
    .replace(/^.*[\\/]/su, '')
    .replace(unseen, '')
    .replace(/[:*?"<>|]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const last = ending.exec(plain)?.[1];
  const fits = last !== undefined && endings.some((one) => one === last.toLowerCase());
  const stem = (fits ? plain.replace(ending, '') : plain).replace(/[. ]+$/g, '');
  const safe = stem === '' || reserved.test(`${stem}.`) ? `_${stem}` : stem;
  const tail = `.${fits ? last : endings[0]}`;
  return `${shortened(safe, mostFileName - tail.length)}${tail}`;
}

/** By whole letters: the last one is never half of a pair. */
function shortened(stem: string, most: number): string {
  if (stem.length <= most) return stem;
  let kept = '';
  for (const letter of stem) {
    if (kept.length + letter.length > most) break;
    kept += letter;
  }
  return kept.replace(/[. ]+$/g, '');
}
