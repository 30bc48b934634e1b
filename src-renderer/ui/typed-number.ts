/** What stands in a number field: NumberInput gives a text while it is no finished number, `20.` on the way to 20.5. */
export type TypedText = string | number;

/** The number that is meant; undefined for none yet. */
export function meantBy(text: TypedText): number | undefined {
  if (typeof text === 'number') return text;
  const number = Number(text);
  return text.trim() === '' || !Number.isFinite(number) ? undefined : number;
}
