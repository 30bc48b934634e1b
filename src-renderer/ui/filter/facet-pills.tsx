import type { z } from 'zod';
import type { accountFacetsSchema } from '../../../src-preload/contract/accounts';
import { ChoicePill, type ChoicePillProps } from './choice-pill';

interface FacetPillProps<T> extends Omit<ChoicePillProps<T>, 'label' | 'options'> {
  /** Undefined until they are here: nothing to choose from yet. */
  facets: z.infer<typeof accountFacetsSchema> | undefined;
}

/** Nobody's, among the ids of owners. */
const nobody = 'nobody';

interface OwnerPillProps extends Omit<FacetPillProps<number>, 'onChange'> {
  noOwner: boolean;
  onChange: (ownerIds: number[], noOwner: boolean) => void;
}

/** Whose accounts; those of nobody among them. */
export function OwnerPill({ facets, chosen = [], noOwner, onChange, ...rest }: OwnerPillProps) {
  const owners = (facets?.owners ?? []).map((owner) => ({ value: owner.id, label: owner.name }));
  return (
    <ChoicePill<number | typeof nobody>
      label="Owner"
      options={[{ value: nobody, label: 'No owner' }, ...owners]}
      chosen={[...(noOwner ? [nobody] : []), ...chosen] as (number | typeof nobody)[]}
      onChange={(values) =>
        onChange(
          values.filter((value) => value !== nobody),
          values.includes(nobody),
        )
      }
      {...rest}
    />
  );
}

/** Accounts of which segments. */
export function SegmentPill({ facets, ...rest }: FacetPillProps<string>) {
  const options = (facets?.segments ?? []).map((segment) => ({ value: segment, label: segment }));
  return <ChoicePill label="Segment" options={options} {...rest} />;
}

/** Accounts in which countries. */
export function CountryPill({ facets, ...rest }: FacetPillProps<string>) {
  const options = (facets?.countries ?? []).map((country) => ({ value: country, label: country }));
  return <ChoicePill label="Country" options={options} {...rest} />;
}
