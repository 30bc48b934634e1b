import type { NamedCurrency } from './compared-words';
import type { RiskReading } from './risk-features';

/** What the whole reading of an account says: a sentence that sets two figures against each other names both. */
export interface Seen extends Pick<RiskReading, 'values' | 'silentDays'> {
  /** That of its prices. */
  readonly currency?: NamedCurrency;
}

/** What a column is called and how its value reads in a sentence. */
export interface ColumnWords {
  readonly label: string;
  readonly said: (value: number, seen: Seen) => string;
  /** Where nothing is known. */
  readonly unknown?: string;
}
