import { z } from 'zod';
import { type Deed, type Deeds, mostDeedsShown } from '../../../src-preload/contract/deeds';
import { operationKindSchema } from '../../../src-preload/contract/operations';
import { deedTitle } from '../../lib/operations/deed-title';
import { companyCalendar } from '../../store/copy/company-calendar';
import { readLogin } from '../../store/copy/sync-state';
import { countDeeds, type DeedRow, readDeeds } from '../../store/desk/read-deeds';
import type { ReadDb } from '../../store/types';

/**
 * What the person at this desktop did on the company's day: from their own decisions, which are in no colleague's copy.
 * @param author of decisions before a first sync
 */
export function deedsOfToday(db: ReadDb, author: string, now: number): Deeds {
  const calendar = companyCalendar(db);
  const since = calendar.startOf(calendar.dayOf(now));
  const who = readLogin(db) ?? author;
  return {
    deeds: readDeeds(db, who, since, mostDeedsShown).map(deedOf),
    total: countDeeds(db, who, since),
  };
}

const textsSchema = z.looseObject({
  text: z.string().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  subject: z.string().optional().catch(undefined),
  done: z.boolean().optional().catch(undefined),
  state: z.string().optional().catch(undefined),
});

function deedOf({ opId, kind, patch, madeAt, accountId, accountName, entryName, isPending }: DeedRow): Deed {
  const said = textsSchema.catch({}).parse(JSON.parse(patch));
  const known = operationKindSchema.safeParse(kind).data;
  return {
    id: opId,
    at: madeAt,
    what: known === undefined ? kind : deedTitle(known, said),
    text: said.title ?? said.name ?? said.subject ?? said.text ?? entryName,
    account: accountName === null ? null : { id: accountId, name: accountName },
    isPending: isPending === 1,
  };
}
