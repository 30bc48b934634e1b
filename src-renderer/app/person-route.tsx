import { PersonScreen } from '../features/account/person/person-screen';
import { MessageHistory } from '../features/interventions/lists/history-tab';

/** A contact, with the messages to them. */
export function PersonRoute() {
  return (
    <PersonScreen
      messages={({ account, contact }) => (
        <MessageHistory key={contact.id} organizationId={account.id} contactId={contact.id} />
      )}
    />
  );
}
