import fc from 'fast-check';
import type { DecimalMark } from '../../src-main/lib/dressed-number';

/** A number in a dress: what it is worth, how it is written, and with which decimal mark. */
export interface DressedNumber {
  readonly value: number;
  readonly text: string;
  readonly mark: DecimalMark;
}

const edge = fc.constantFrom('', '', ' ', '\u00A0', '\u2009', '\u200B', '\uFEFF', '\t', ' \u202F');
const between: Readonly<Record<DecimalMark, readonly string[]>> = {
  '.': ['', ',', ' ', '\u00A0', '\u202F', "'", '\u2019'],
  ',': ['', '.', ' ', '\u00A0', '\u202F', "'"],
};
const affix = fc.constantFrom<[string, string]>(
  ...(
    [
      ['$', ''],
      ['€ ', ''],
      ['', ' €'],
      ['', '\u00A0€'],
      ['EUR ', ''],
      ['', ' USD'],
      ['US$', ''],
      ['£', ''],
    ] as const
  ).map(([before, after]): [string, string] => [before, after]),
  ['', ''],
  ['', ''],
);
const negatives = ['-', '\u2212', '- ', '()', 'behind'] as const;

/** Any number of at most nine figures before its decimal mark and six behind it, in any dress. */
export const dressedNumber: fc.Arbitrary<DressedNumber> = fc
  .record({
    whole: fc.integer({ min: 0, max: 999_999_999 }),
    decimals: fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 6 }),
    mark: fc.constantFrom<DecimalMark>('.', ','),
    group: fc.nat(),
    negative: fc.option(fc.constantFrom(...negatives), { nil: undefined }),
    affix,
    percent: fc.boolean(),
    edges: fc.tuple(edge, edge),
  })
  .map(({ whole, decimals, mark, group, negative, affix: [before, after], percent, edges }) => {
    const marks = between[mark];
    const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, marks[group % marks.length] ?? '');
    const figures = decimals === '' ? grouped : `${grouped}${mark}${decimals}`;
    const isPercent = percent && before === '' && after === '';
    const bare = `${before}${figures}${isPercent ? '%' : after}`;
    const size = Number(`${whole}.${decimals}`);
    const value = isPercent ? Number((size / 100).toPrecision(15)) : size;
    return {
      value: negative === undefined ? value : 0 - value,
      text: `${edges[0]}${signed(bare, negative)}${edges[1]}`,
      mark,
    };
  });

function signed(bare: string, negative: (typeof negatives)[number] | undefined): string {
  if (negative === undefined) return bare;
  if (negative === '()') return `(${bare})`;
  return negative === 'behind' ? `${bare}-` : `${negative}${bare}`;
}
