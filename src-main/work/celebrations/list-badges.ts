import type { CompanyBadge } from '../../../src-preload/contract/celebrations/badges';
import { celebrationPatchSchemas } from '../../../src-preload/contract/celebrations/patches';
import { badgeAddress } from '../../lib/badges/badge-picture';
import { readBadges, readBadgesOnTheirWay } from '../../store/celebrations/read-badges';
import type { ReadDb } from '../../store/types';

/** The company's own badges, also those on their way there; one whose picture can't be shown is left out. */
export function listBadges(db: ReadDb): CompanyBadge[] {
  const there = readBadges(db).flatMap(({ isGoing, usedBy, ...row }) =>
    isGoing === 1 ? [] : badgeOf(row, JSON.parse(usedBy) as string[], false),
  );
  const coming = readBadgesOnTheirWay(db).flatMap(({ id, patch }) => {
    const read = celebrationPatchSchemas['badge.add'].safeParse(JSON.parse(patch)).data;
    return read === undefined ? [] : badgeOf({ id, ...read }, [], true);
  });
  return [...there, ...coming];
}

function badgeOf(
  { id, name, kind, picture }: { id: string; name: string; kind: string; picture: string },
  usedBy: string[],
  isPending: boolean,
): CompanyBadge[] {
  const address = badgeAddress({ kind, picture });
  return address === null
    ? []
    : [{ id, name, kind: kind === 'png' ? 'png' : 'svg', address, usedBy, isPending }];
}
