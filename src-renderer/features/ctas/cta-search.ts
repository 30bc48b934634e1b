import { type CtaListInput, ctaSources } from '../../../src-preload/contract/ctas/cta';
import { ctaTypeSchema } from '../../../src-preload/contract/ctas/cta-kinds';

/** What the address of the CTAs carries, so that back and links find the same list. */
export interface CtaSearch {
  readonly type?: NonNullable<CtaListInput['type']>;
  readonly source?: NonNullable<CtaListInput['source']>;
  readonly closed?: true;
  /** Opens the form for a new one: for this account, or 0 for one to be chosen. */
  readonly newFor?: number;
}

/** Reads the address part by part: what doesn't fit is left out. */
export function readCtaSearch(search: Record<string, unknown>): CtaSearch {
  const type = ctaTypeSchema.safeParse(search['type']);
  const source = ctaSources.find((one) => one === search['source']);
  const { closed, newFor } = search;
  return {
    ...(type.success && { type: type.data }),
    ...(source && { source }),
    ...(closed === true && { closed }),
    ...(typeof newFor === 'number' && Number.isInteger(newFor) && newFor >= 0 && { newFor }),
  };
}
