/** Of one manager's accounts, or of all. */
export interface MessageScope {
  readonly ownerId?: number;
}

/** What an empty list says of others: whoever looks at one manager's may look at everybody's. */
export function elsewhere({ ownerId }: MessageScope, words: string): string {
  return ownerId === undefined ? words : `${words} Choose another owner to see others.`;
}
