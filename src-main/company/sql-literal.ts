/** In small letters whatever the database's language: of a Turkish one, I is another letter's capital. */
export function lowered(text: string): string {
  return `lower(${text} COLLATE "C")`;
}

/** A text as a literal of SQL, for sessions with `standard_conforming_strings`. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
