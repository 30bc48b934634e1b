/** A contact that the company has erased, by numbers. */
export interface Tombstone {
  readonly erasure: number;
  readonly organizationId: number;
  /** Below 0: nobody has the number any more. */
  readonly userId: number;
  /** Texts call the contact by names that this copy can't know. */
  readonly byHand?: boolean | undefined;
}

/** One that the company can be reminded of: what it gives out of an erasure, under its seal. Texts, to the letter. */
export interface RememberedTombstone extends Tombstone {
  /** By which it is known in every history of the company. */
  readonly uid: string;
  readonly memory: string;
  readonly seal: string;
}
