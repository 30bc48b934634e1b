import type { ReactNode } from 'react';
import type { Celebration } from '../../../../src-preload/contract/celebrations/celebrations';
import { standingWords, stateTitles } from '../../../../src-preload/contract/celebrations/words';
import { AccountLink } from '../../../ui/account-link';
import { Badge } from '../../../ui/badge';
import { ContactLink } from '../../../ui/contact-link';
import { Day } from '../../../ui/day';
import { formatPlural } from '../../../ui/format/number';
import { FactTable } from '../../../ui/table/fact-table';
import { useNow } from '../../../ui/use-now';
import { reasonWords } from '../../../ui/words/message-words';
import { named } from '../../../ui/words/named';
import { onItsWayWords, stateTones, toWhom, whenWords } from './celebration-words';
import classes from './celebrations.module.css';
import { MilestoneBadge } from './milestone-badge';

export function CelebrationTable({ children }: { children: ReactNode }) {
  return (
    <FactTable
      columns={['What was reached', 'By whom', 'When', 'How it stands', { name: 'Actions', unseen: true }]}
    >
      {children}
    </FactTable>
  );
}

interface CelebrationRowProps {
  celebration: Celebration;
  isCurrent?: boolean;
  onCurrent?: () => void;
  actions?: ReactNode;
}

/** One celebration: what was reached, by whom, and to whom it is told. */
export function CelebrationRow({ celebration, isCurrent = false, onCurrent, actions }: CelebrationRowProps) {
  const { id, milestone, badge, category, organizationId, account, points, words, wordsBy } = celebration;
  return (
    <tr
      data-tall
      data-celebration={id}
      data-account={organizationId}
      data-account-name={account}
      className={classes.row}
      aria-current={isCurrent || undefined}
      onPointerDown={onCurrent}
    >
      <th scope="row" className={classes.what}>
        <div className={classes.reached}>
          <MilestoneBadge badge={badge} category={category} />
          <div>
            <bdi>{milestone}</bdi>
            {points > 0 && <span className={classes.below}>{formatPlural(points, 'point')}</span>}
          </div>
        </div>
      </th>
      <td className={classes.whom}>
        <AccountLink id={organizationId} tab="milestones" name={account}>
          {named(account)}
        </AccountLink>
        {celebration.contactId !== null && (
          <span className={classes.below}>
            {celebration.contact === null ? (
              'a contact who left'
            ) : (
              <ContactLink
                account={organizationId}
                contact={{ id: celebration.contactId, name: named(celebration.contact) }}
              />
            )}
          </span>
        )}
      </td>
      <td>
        <Day day={celebration.achievedOn} />
      </td>
      <td data-room="text">
        <Standing celebration={celebration} />
        {words !== null && (
          <span className={classes.below}>
            “<bdi>{words}</bdi>” {wordsBy !== null && `by ${wordsBy}`}
          </span>
        )}
      </td>
      <td data-align="right">{actions}</td>
    </tr>
  );
}

/** So many mails are shown; of a large account the rest is a number. */
const mostMails = 3;

function Standing({ celebration }: { celebration: Celebration }) {
  const now = useNow();
  const { state, mails, onItsWay } = celebration;
  const said = standingWords(celebration);
  return (
    <>
      {onItsWay === null ? (
        <Badge tone={stateTones[state]}>{stateTitles[state]}</Badge>
      ) : (
        <strong>{onItsWayWords[onItsWay]}</strong>
      )}
      {said !== null && <span className={classes.below}>{said}</span>}
      {state !== 'skipped' &&
        mails.slice(0, mostMails).map((mail) => (
          <span key={mail.runId} className={classes.below}>
            To <bdi>{toWhom(mail)}</bdi>: {whenWords(mail, now) ?? reasonWords(mail.stage, mail.reason)}
            {mail.others > 0 && `, with ${formatPlural(mail.others, 'other')}`}
          </span>
        ))}
      {state !== 'skipped' && mails.length > mostMails && (
        <span className={classes.below}>and {formatPlural(mails.length - mostMails, 'more', 'more')}</span>
      )}
    </>
  );
}
