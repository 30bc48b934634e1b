import { badInput } from './bad-input';
import { bookHandedOver } from './book-handed-over';
import { contactErased } from './contact-erased';
import { databaseDownInTheMiddle } from './database-down-in-the-middle';
import { deniedAccess } from './denied-access';
import { everythingConsistentAfterwards } from './everything-consistent-afterwards';
import { offlineAndBack } from './offline-and-back';
import { providerDown } from './provider-down';
import { restoredCompany } from './restored-company';
import { runnerTakenOver } from './runner-taken-over';
import { runFlows } from './support/run-flows';

runFlows([
  ['a desktop is offline and comes back', offlineAndBack],
  ['access is denied', deniedAccess],
  ['input is bad', badInput],
  ['the mail server is down', providerDown],
  ['a book is handed over', bookHandedOver],
  ['a contact is erased', contactErased],
  ['the runner is taken over', runnerTakenOver],
  ['the database breaks down in the middle', databaseDownInTheMiddle],
  ['the company is restored', restoredCompany],
  ['everything is consistent afterwards', everythingConsistentAfterwards],
]);
