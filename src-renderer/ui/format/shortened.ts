/** A name where there is room for so many characters of it. */
export function shortened(name: string, most: number): string {
  const characters = [...name];
  if (characters.length <= most) return name;
  return `${characters
    .slice(0, most - 1)
    .join('')
    .trimEnd()}…`;
}
