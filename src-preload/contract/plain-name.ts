/** Marks that nobody sees, and that turn the words around them: a name with one is not what it looks like. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/** Whether a name is what it looks like. */
export function isPlainName(name: string): boolean {
  return !unseen.test(name);
}
