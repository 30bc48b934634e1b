/** The first two, and how many more; null for none. */
export function listed(words: readonly string[] | undefined): string | null {
  if (!words || words.length === 0) return null;
  const [first, second, ...rest] = words;
  return rest.length === 0
    ? [first, second].filter(Boolean).join(', ')
    : `${first}, ${second} and ${rest.length} more`;
}
