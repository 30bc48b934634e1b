/** A mail that came in, as far as it is looked at: nothing of it is kept but what `classifyMail` makes of it. */
export interface IncomingMail {
  /** Its own Message-ID, without brackets; null: it has none. */
  readonly id: string | null;
  readonly from: { readonly name: string; readonly address: string } | null;
  /** Every address that its headers say it went to. */
  readonly recipients: readonly string[];
  readonly subject: string;
  /** As its sender has it, milliseconds since 1970; null: it says none that can be read. */
  readonly date: number | null;
  /** By name in small letters, in the order of the mail. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** What a person reads; of HTML where there is nothing else. */
  readonly text: string;
  /** Parts that tell of the delivery of another mail. */
  readonly reports: readonly MailReport[];
  /** Of the mail that it is about, its headers and perhaps more, as it was sent back. */
  readonly returned: string;
}

export interface MailReport {
  readonly kind: 'delivery' | 'feedback' | 'disposition';
  /** Fields, a line each, in groups between empty lines (RFC 3464, RFC 5965). */
  readonly fields: string;
}

/** @param name in small letters @returns the first of that name; an empty text where there is none */
export function headerOf(mail: IncomingMail, name: string): string {
  return mail.headers.get(name)?.[0] ?? '';
}
