import { StewardError } from '../../lib/steward-error';

/** The address leads to another company than the copy is of. Nothing was changed. */
export class AnotherCompany extends StewardError {
  /** The company of the copy, and the one at the address. */
  readonly copyOf: string;
  readonly found: string;

  constructor(copyOf: string, found: string) {
    super(
      'conflict',
      'This address leads to another company than the one this copy is of. Nothing was changed; give each company a copy of its own (another --store).',
    );
    this.copyOf = copyOf;
    this.found = found;
  }
}
