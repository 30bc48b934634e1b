import type { Person } from '../../../src-preload/contract/contacts';
import { StewardError } from '../../lib/steward-error';
import { readAccount } from '../../store/accounts/read-account';
import { readSupport, readSurveys } from '../../store/accounts/read-voice';
import { companyDay } from '../../store/copy/company-calendar';
import { readContact } from '../../store/notes/read-notes';
import type { ReadDb } from '../../store/types';
import { listContacts } from './contact-list';

/** A person of an account as the lists have them, with their own tickets and answers. @throws StewardError not_found */
export function personOf(db: ReadDb, id: number, personId: number, now: number): Person {
  const today = companyDay(db, now);
  const { name, externalId } = readAccount(db, id, today);
  const [contact] = listContacts(db, { id, personId, offset: 0, limit: 1 }, today).rows;
  if (contact === undefined)
    throw new StewardError('not_found', `This person is no longer among the contacts of ${name}.`);
  return {
    account: { id, externalId, name },
    contact,
    externalId: readContact(db, id, personId) ?? '',
    tickets: readSupport(db, id, now, personId).tickets,
    responses: readSurveys(db, id, now, personId).responses,
  };
}
