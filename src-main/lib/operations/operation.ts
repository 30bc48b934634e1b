import type { OperationKind, OperationPatch } from '../../../src-preload/contract/operations';

/** The account that an operation is about, by the company's own id of it and by its number in the copy. */
export interface OperationSubject {
  readonly companyId: string | null;
  readonly organizationId: number;
  readonly externalId: string;
}

/** An operation of which the copy doesn't have the effect yet. */
export type OpenOperation<K extends OperationKind = OperationKind> = {
  [Kind in K]: {
    readonly opId: string;
    readonly kind: Kind;
    /** Null: it is about no account. */
    readonly subject: OperationSubject | null;
    /** Without the fields that lost, or would lose, against another's change. */
    readonly patch: Partial<OperationPatch<Kind>>;
    readonly author: string;
    /** Milliseconds since 1970 by the desktop's clock. */
    readonly madeAt: number;
    /** Its place in the order of all entries: behind all that the company has, as it was made on this desktop. */
    readonly place: number;
  };
}[K];

/** In which version each field of an entry was changed last. */
export type ChangedFields = Readonly<Record<string, number>>;

/** Behind every number that the company gives a row. */
const behindCompany = 2 ** 40;

/** @param seq of the outbox: no clock tells the order */
export function placeOnItsWay(seq: number): number {
  return behindCompany + seq;
}

/**
 * What of a patch holds: a field that somebody else has changed since the version that was seen keeps their value, as the
 * company decides it too.
 * @param changed of the entry as it is in the copy; null: it is not there
 * @param baseVersion the version that was seen; null: it holds for any
 */
export function withoutClashes<P extends object>(
  patch: P,
  changed: ChangedFields | null,
  baseVersion: number | null,
): Partial<P> {
  if (changed === null || baseVersion === null) return patch;
  return without(patch, (field) => (changed[field] ?? 0) > baseVersion);
}

export function without<P extends object>(patch: P, isLost: (field: string) => boolean): Partial<P> {
  const kept: Partial<P> = { ...patch };
  for (const field of Object.keys(patch) as (string & keyof P)[]) if (isLost(field)) delete kept[field];
  return kept;
}
