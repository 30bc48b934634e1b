import { listed } from './listed';

interface OwnersChosen {
  readonly ownerIds?: readonly number[] | undefined;
  readonly noOwner?: boolean | undefined;
}

/** Whose accounts a filter narrows to; null when it doesn't. `ownerName` finds a name for an id. */
export function ownerWords(
  { ownerIds = [], noOwner = false }: OwnersChosen,
  ownerName: (id: number) => string | undefined,
): string | null {
  return listed([...(noOwner ? ['No owner'] : []), ...ownerIds.map((id) => ownerName(id) ?? `Owner ${id}`)]);
}
