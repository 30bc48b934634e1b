import { makeSignal } from './signal';

/** Whom to let into a sequence: accounts, and of one of them perhaps a contact. */
export interface EnrolRequest {
  readonly organizationIds: readonly number[];
  readonly contactId?: number;
}

/** The dialog that stands open; null: none. */
export const enrolRequest = makeSignal<EnrolRequest | null>(null);

/** Opens the dialog, from wherever it is asked for. */
export function askToEnrol(request: EnrolRequest): void {
  if (request.organizationIds.length > 0) enrolRequest.set(request);
}
