/** A link to an account that opens Steward there, from a mail or a chat. */
export function addressOfAccount(id: number): string {
  return `steward://accounts/${id}`;
}
