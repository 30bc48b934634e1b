import { Checkbox } from '@mantine/core';
import { channelName, type MessageChannel } from '../../../../src-preload/contract/channels';
import type { AccountToWriteTo, Foreseen } from '../../../../src-preload/contract/interventions/launch';
import { Badge } from '../../../ui/badge';
import { formatPlural } from '../../../ui/format/number';
import { type Hold, holdWords } from '../../../ui/words/hold-words';
import { named } from '../../../ui/words/named';
import { type ChosenContacts, toggled } from './chosen-contacts';
import classes from './contact-list.module.css';

interface ContactListProps {
  accounts: readonly AccountToWriteTo[];
  chosen: ChosenContacts;
  onChange: (chosen: ChosenContacts) => void;
  /** What the company foresees of each contact that is chosen; none while it is not known. */
  foreseen: ReadonlyMap<number, Foreseen>;
  isPersonal: boolean;
  channel: MessageChannel;
  now: number;
}

/** Whom to write to, and beside each name what would hold the message back. */
export function ContactList({
  accounts,
  chosen,
  onChange,
  foreseen,
  isPersonal,
  channel,
  now,
}: ContactListProps) {
  return (
    <div className={classes.room}>
      {accounts.map(({ organizationId, name, contacts, more }) => (
        <fieldset key={organizationId} className={classes.account}>
          <legend className={accounts.length === 1 ? 'visually-hidden' : classes.legend}>
            {named(name)}
          </legend>
          {contacts.length === 0 && <p className="faint">{nobodyWords(channel)}</p>}
          <ul className={classes.list}>
            {contacts.map((contact) => {
              const { contactId } = contact;
              const seen = foreseen.get(contactId);
              const isChosen = chosen.get(organizationId)?.has(contactId) === true;
              return (
                <li key={contactId} className={classes.contact}>
                  <Checkbox
                    checked={isChosen}
                    onChange={() => onChange(toggled(chosen, organizationId, contactId))}
                    label={
                      <>
                        <bdi>{named(contact.name)}</bdi>{' '}
                        {contact.role !== 'member' && (
                          <Badge tone="none">{contact.role === 'champion' ? 'Champion' : 'Admin'}</Badge>
                        )}
                        {contact.title !== null && <span className="faint"> {contact.title}</span>}
                      </>
                    }
                  />
                  {isChosen && seen !== undefined && (
                    <HoldLine hold={holdWords(seen, named(contact.name), isPersonal, now)} />
                  )}
                  {!isChosen && contact.lately > 0 && (
                    <p className={classes.hold}>
                      Got {formatPlural(contact.lately, 'message')} in the last 7 days
                    </p>
                  )}
                </li>
              );
            })}
          </ul>
          {more > 0 && (
            <p className="faint">
              {formatPlural(more, 'further contact')}: open them under Contacts to write to them
            </p>
          )}
        </fieldset>
      ))}
    </div>
  );
}

function HoldLine({ hold: { kind, words } }: { hold: Hold }) {
  return (
    <p className={classes.hold} data-kind={kind} role={kind === 'goes' ? undefined : 'note'}>
      {words}
    </p>
  );
}

function nobodyWords(channel: MessageChannel): string {
  if (channel === 'email') return 'No contact with an address';
  return channel === 'sms'
    ? 'No contact with a phone number'
    : `No contact whom ${channelName(channel)} reaches`;
}
