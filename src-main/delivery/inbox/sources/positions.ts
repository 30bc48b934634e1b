/** Up to which number each mailbox was looked through; kept beyond this run of the app. */
export interface InboxPositions {
  /** @param mailbox with its generation of numbers @returns null: never */
  read(mailbox: string): number | null;
  write(mailbox: string, number: number): void;
}
