/** What holds of a company at every moment, whatever happened. */
export interface Invariant {
  readonly says: string;
  /** Selects one column of text: what it doesn't hold of. Tables are found without their schema. */
  readonly broken: string;
}
