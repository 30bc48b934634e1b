import type { ImportedSuppressions, SuppressionReason } from './suppressions';
import { counted } from './words';

export const suppressionReasonWords: Readonly<Record<SuppressionReason, string>> = {
  bounced: 'There is no such address',
  complained: 'Called it spam',
  by_hand: 'By hand',
};

/** What became of a file, for a person. */
export function importedLines({ added, known, unusable, firstUnusable }: ImportedSuppressions): string[] {
  return [
    `${counted(added, 'address was', 'addresses were')} added, ${counted(known, 'was', 'were')} on the list already.`,
    ...(unusable === 0 ? [] : [`${counted(unusable, 'line', 'lines')} can’t be used:`]),
    ...firstUnusable.map(({ line, reason }) => `  line ${line}: ${reason}`),
    ...(unusable > firstUnusable.length ? [`  and ${unusable - firstUnusable.length} more`] : []),
  ];
}
