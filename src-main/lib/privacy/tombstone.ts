/** A contact that the company has erased, by numbers. */
export interface Tombstone {
  readonly erasure: number;
  readonly organizationId: number;
  readonly userId: number;
}
