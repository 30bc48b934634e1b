import { Fragment } from 'react';
import { PersonScreen } from '../features/account/person/person-screen';
import { MessageHistory } from '../features/interventions/lists/history-tab';
import { DepartureNotice } from '../features/interventions/replies/departure-notice';
import { ReturnedMails } from '../features/interventions/replies/returned-mails';

/** A contact, with the messages to them. */
export function PersonRoute() {
  return (
    <PersonScreen
      messages={({ account, contact }) => (
        <Fragment key={contact.id}>
          <DepartureNotice organizationId={account.id} contactId={contact.id} />
          <ReturnedMails organizationId={account.id} contactId={contact.id} />
          <MessageHistory organizationId={account.id} contactId={contact.id} />
        </Fragment>
      )}
    />
  );
}
