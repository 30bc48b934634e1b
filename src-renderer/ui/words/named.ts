/** A name to show: an account or a person without one is to be seen and opened all the same. */
export function named(name: string): string {
  return name.trim() === '' ? 'No name' : name;
}
