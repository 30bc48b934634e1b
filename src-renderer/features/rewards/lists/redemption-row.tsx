import type { ReactNode } from 'react';
import type { Redemption } from '../../../../src-preload/contract/rewards/rewards';
import { AccountLink } from '../../../ui/account-link';
import { Badge } from '../../../ui/badge';
import { Day } from '../../../ui/day';
import { formatPlural } from '../../../ui/format/number';
import { FactTable } from '../../../ui/table/fact-table';
import { named } from '../../../ui/words/named';
import { onItsWayWords, stageTitles } from '../reward-words';
import classes from '../rewards.module.css';

interface RedemptionRowProps {
  redemption: Redemption;
  ofOneAccount?: boolean;
  isCurrent?: boolean;
  onCurrent?: () => void;
  actions?: ReactNode;
}

export function RedemptionTable({ children }: { children: ReactNode }) {
  return (
    <FactTable
      columns={[
        'What',
        'For whom',
        { name: 'Points', align: 'right' },
        'How it stands',
        'Asked',
        { name: 'Actions', unseen: true },
      ]}
    >
      {children}
    </FactTable>
  );
}

/** What was redeemed, for whom, and how it stands with the reason. */
export function RedemptionRow(props: RedemptionRowProps) {
  const { redemption, ofOneAccount = false, isCurrent = false, onCurrent, actions } = props;
  const { id, item, account, organizationId, contact, contactId, cost, stage, author, note, reason } =
    redemption;
  const { title, tone } = stageTitles[stage];
  return (
    <tr
      data-tall
      data-reward={id}
      className={classes.row}
      aria-current={isCurrent || undefined}
      data-account={ofOneAccount ? undefined : organizationId}
      data-account-name={account}
      onPointerDown={onCurrent}
    >
      <th scope="row" className={classes.what}>
        <bdi>{item}</bdi>
        {note !== null && (
          <span className={classes.below}>
            “<bdi>{note}</bdi>”
          </span>
        )}
      </th>
      <td className={classes.whom}>
        {!ofOneAccount && (
          <AccountLink id={organizationId} tab="rewards" name={account}>
            {named(account)}
          </AccountLink>
        )}
        <span className={classes.below}>
          {contactId === null ? 'the account' : contact === null ? 'a contact who left' : named(contact)}
        </span>
      </td>
      <td data-align="right" title={formatPlural(cost, 'point')}>
        {formatPlural(cost, 'point')}
      </td>
      <td data-room="text">
        {redemption.onItsWay !== null ? (
          <strong>{onItsWayWords[redemption.onItsWay]}</strong>
        ) : (
          <Badge tone={tone}>{title}</Badge>
        )}
        {redemption.decidedBy !== null && <span className="soft"> by {redemption.decidedBy}</span>}
        <span className={classes.below}>asked by {author}</span>
        {reason !== null && (
          <span className={classes.below}>
            “<bdi>{reason}</bdi>”
          </span>
        )}
      </td>
      <td>
        <Day day={redemption.askedDay} />
      </td>
      <td data-align="right">{actions}</td>
    </tr>
  );
}
