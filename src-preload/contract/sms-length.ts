/** Most segments that one message may have: what providers take as one. */
export const mostSegments = 10;

export interface SmsLength {
  readonly segments: number;
  /** GSM-7 has the letters of most of Europe; one character beyond them, and all of the message goes by UCS-2, with less room. */
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** Units of the encoding: some characters take two. */
  readonly units: number;
}

/** GSM 03.38, the default alphabet and its extension, each of whose characters takes an escape before it. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const extension = '\f^{}\\[~]|€';

const unitsOf = new Map<string, 1 | 2>([
  ...[...basic].map((letter) => [letter, 1] as const),
  ...[...extension].map((letter) => [letter, 2] as const),
]);

/** How many SMS a text takes. A character of two units is never parted. */
export function smsLength(text: string): SmsLength {
  const units = [...text].map((letter) => unitsOf.get(letter) ?? null);
  if (units.every((unit) => unit !== null)) return lengthOf('GSM-7', units, 160, 153);
  return lengthOf(
    'UCS-2',
    [...text].map((letter) => letter.length),
    70,
    67,
  );
}

function lengthOf(
  encoding: SmsLength['encoding'],
  letters: readonly number[],
  whole: number,
  part: number,
): SmsLength {
  const units = letters.reduce((sum, unit) => sum + unit, 0);
  if (units <= whole) return { segments: 1, encoding, units };
  let [segments, used] = [1, 0];
  for (const unit of letters) {
    if (used + unit > part) [segments, used] = [segments + 1, 0];
    used += unit;
  }
  return { segments, encoding, units };
}
