import type { RuleContact } from '../../src-preload/contract/rules/contact';

interface ContactLinkProps {
  /** The number of the contact's account. */
  account: number;
  contact: RuleContact;
  className?: string | undefined;
}

/** A plain anchor to a contact, as those to accounts are. */
export function ContactLink({ account, contact: { id, name }, ...rest }: ContactLinkProps) {
  return (
    <a href={`#/accounts/${account}/people/${id}`} dir="auto" {...rest}>
      {name}
    </a>
  );
}
