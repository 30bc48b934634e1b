/** Why an account's chance is higher than that of comparable accounts. */
export interface Reason {
  /** Of the model, or `term`, `age`. */
  readonly column: string;
  /** With the comparison: `3 severe tickets in 90 days; accounts like it have 0 or 1`. */
  readonly text: string;
}
