/** Whom notes are about: an account, or one of its contacts. */
export interface NotesSubject {
  readonly id: number;
  readonly externalId?: string;
  readonly name: string;
  readonly contactId?: number;
}
