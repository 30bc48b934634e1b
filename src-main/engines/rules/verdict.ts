/**
 * Whether conditions hold for each subject, in the three-valued logic of Kleene, which is SQL's: what depends on something
 * that is not known is not known. Two bits each, `it may hold` below `it is certain to`, so that `and` and `or` are those
 * of bits, for four subjects at a time.
 */
export const no = 0b00;
export const unknown = 0b01;
export const yes = 0b11;

/** One for each subject, made by `verdictsFor`. */
export type Verdicts = Uint8Array<ArrayBuffer>;

/** Room for so many subjects, in whole words. */
export function verdictsFor(subjects: number): Verdicts {
  return new Uint8Array(new ArrayBuffer(4 * Math.ceil(subjects / 4)), 0, subjects);
}

/** @param isYes whether it holds, where it is known @param isUnknown never both */
export function verdictOf(isYes: boolean, isUnknown: boolean): number {
  // Without a branch: whichever it is for the next subject is by chance, and a wrong guess costs ten times as much.
  return yes * Number(isYes) + Number(isUnknown);
}

/** Writes into the first. */
export function bothHold(into: Verdicts, other: Verdicts): void {
  const [words, others] = [new Uint32Array(into.buffer), new Uint32Array(other.buffer)];
  for (let at = 0; at < words.length; at++) words[at] = (words[at] as number) & (others[at] as number);
}

/** Writes into the first. */
export function oneHolds(into: Verdicts, other: Verdicts): void {
  const [words, others] = [new Uint32Array(into.buffer), new Uint32Array(other.buffer)];
  for (let at = 0; at < words.length; at++) words[at] = (words[at] as number) | (others[at] as number);
}

/** What is certain becomes impossible, and what is impossible certain. */
export function turn(verdicts: Verdicts): void {
  const words = new Uint32Array(verdicts.buffer);
  for (let at = 0; at < words.length; at++) {
    const not = ~(words[at] as number);
    words[at] = ((not >>> 1) & 0x01010101) | ((not << 1) & 0x02020202);
  }
}
