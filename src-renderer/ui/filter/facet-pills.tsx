import type { z } from 'zod';
import type { accountFacetsSchema } from '../../../src-preload/contract/accounts';
import { ChoicePill, type ChoicePillProps } from './choice-pill';

interface FacetPillProps<T> extends Omit<ChoicePillProps<T>, 'label' | 'options'> {
  /** Undefined until they are here: nothing to choose from yet. */
  facets: z.infer<typeof accountFacetsSchema> | undefined;
}

/** Whose accounts. */
export function OwnerPill({ facets, ...rest }: FacetPillProps<number>) {
  const options = (facets?.owners ?? []).map((owner) => ({ value: owner.id, label: owner.name }));
  return <ChoicePill label="Owner" options={options} {...rest} />;
}

/** Accounts of which segments. */
export function SegmentPill({ facets, ...rest }: FacetPillProps<string>) {
  const options = (facets?.segments ?? []).map((segment) => ({ value: segment, label: segment }));
  return <ChoicePill label="Segment" options={options} {...rest} />;
}
