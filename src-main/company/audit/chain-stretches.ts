import type { AuditHead } from './audit-heads';

/** Chains from one to another, both included, and about how many rows they have. */
export interface ChainStretch {
  readonly first: number;
  readonly last: number;
  readonly rows: number;
}

/** About a second of work for a server. */
const rowsOfStretch = 20_000;
const lowest = -2_147_483_648;
const highest = 2_147_483_647;

/**
 * Cuts all chains that can be into stretches, those without a head as well: each number lies in exactly one. A long chain is
 * a stretch of its own.
 */
export function stretchesOf(heads: readonly AuditHead[], mostRows = rowsOfStretch): ChainStretch[] {
  const stretches: ChainStretch[] = [];
  let first = lowest;
  let rows = 0;
  for (const { chain, number } of heads.toSorted((a, b) => a.chain - b.chain)) {
    rows += number;
    if (rows < mostRows || chain === highest) continue;
    stretches.push({ first, last: chain, rows });
    first = chain + 1;
    rows = 0;
  }
  return [...stretches, { first, last: highest, rows }];
}
