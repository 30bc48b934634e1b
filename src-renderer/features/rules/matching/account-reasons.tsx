import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { MatchedAccount, SomeAccounts } from '../../../../src-preload/contract/rules/matches';
import { AccountLink } from '../../../ui/account-link';
import { ContactLink } from '../../../ui/contact-link';
import { formatCount, formatPlural } from '../../../ui/format/number';
import classes from './account-reasons.module.css';

interface AccountReasonsProps {
  label: string;
  accounts: SomeAccounts;
  isOpen?: boolean;
}

const firstShown = 8;

/** Accounts of one kind, or contacts, by name, each with the sentences that make it one of them. */
export function AccountReasons({
  label,
  accounts: { total, accounts },
  isOpen = false,
}: AccountReasonsProps) {
  const [open, setOpen] = useState(isOpen);
  const [all, setAll] = useState(false);
  const id = useId();
  if (total === 0) return null;
  const shown = all ? accounts : accounts.slice(0, firstShown);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <UnstyledButton
        className={classes.head}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Chevron size={14} stroke={1.8} />
        {label} <span className="faint">{formatCount(total)}</span>
      </UnstyledButton>
      <div id={id} hidden={!open}>
        <ul className={classes.accounts} aria-label={label}>
          {shown.map((account) => (
            <AccountLine key={account.contact?.id ?? account.id} account={account} />
          ))}
        </ul>
        {!all && accounts.length > firstShown && (
          <Button variant="subtle" size="compact-xs" onClick={() => setAll(true)}>
            Show {formatPlural(accounts.length - firstShown, 'more', 'more')}
          </Button>
        )}
        {all && total > accounts.length && (
          <p className="faint">and {formatCount(total - accounts.length)} more</p>
        )}
      </div>
    </div>
  );
}

function AccountLine({ account: { id, name, contact, owner, reasons } }: { account: MatchedAccount }) {
  return (
    <li className={classes.account}>
      <p>
        {contact !== null && (
          <>
            <ContactLink account={id} contact={contact} className={classes.name} />{' '}
          </>
        )}
        <AccountLink id={id} className={contact === null ? classes.name : undefined}>
          {name}
        </AccountLink>{' '}
        <span className="faint">{owner ?? 'no owner'}</span>
      </p>
      <ul className={classes.reasons}>
        {reasons.map(({ text, verdict }) => (
          <li key={text} data-verdict={verdict}>
            {text}
          </li>
        ))}
      </ul>
    </li>
  );
}
