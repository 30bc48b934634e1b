import type { IncomingMail } from '../../../../src-preload/contract/interventions/incoming';
import { AccountLink } from '../../../ui/account-link';
import { Badge } from '../../../ui/badge';
import { Instant } from '../../../ui/day';
import { FactTable } from '../../../ui/table/fact-table';
import { followedWords, incomingTitle, incomingTone, incomingWords } from '../../../ui/words/incoming-words';
import { named } from '../../../ui/words/named';
import classes from '../lists/message-row.module.css';
import { MailActions } from './mail-actions';
import type { MailDeeds } from './use-mail-deeds';

interface MailTableProps {
  readonly mails: readonly IncomingMail[];
  readonly deeds: MailDeeds;
  readonly onOpen: (mail: IncomingMail) => void;
  /** Leaves out the account: the whole list is of one. */
  readonly ofOneAccount?: boolean;
  /** The row that keys act on. */
  readonly current?: number;
  readonly onCurrent?: (index: number) => void;
}

/** What came back: of whom, what it is in words, and what followed. */
export function MailTable(props: MailTableProps) {
  const { mails, deeds, onOpen, ofOneAccount = false, current, onCurrent } = props;
  return (
    <FactTable columns={['From', 'What came', 'What followed', 'When', { name: 'Actions', unseen: true }]}>
      {mails.map((mail, index) => (
        <tr
          key={mail.mailId}
          data-tall
          data-mail={mail.mailId}
          data-account={ofOneAccount ? undefined : mail.organizationId}
          data-account-name={mail.account}
          aria-current={index === current || undefined}
          className={classes.row}
          onPointerDown={() => onCurrent?.(index)}
        >
          <th scope="row" className={classes.to}>
            <button type="button" className={classes.name} onClick={() => onOpen(mail)}>
              <bdi>{mail.contact === null ? 'A contact who left' : named(mail.contact)}</bdi>
            </button>
            {!ofOneAccount && (
              <span className={classes.below}>
                <AccountLink id={mail.organizationId} name={mail.account}>
                  {named(mail.account)}
                </AccountLink>
              </span>
            )}
          </th>
          <td className={classes.how}>
            <Badge tone={incomingTone(mail.kind)}>{incomingTitle(mail.kind)}</Badge> {incomingWords(mail)}
            <Quoted mail={mail} />
          </td>
          <td className={classes.what}>
            <Followed mail={mail} />
          </td>
          <td>
            <Instant at={mail.cameAt} past />
          </td>
          <td className={classes.actions}>
            <MailActions mail={mail} deeds={deeds} />
          </td>
        </tr>
      ))}
    </FactTable>
  );
}

/** The beginning of what a person wrote, or of what a mail server said. */
function Quoted({ mail: { words, said } }: { mail: IncomingMail }) {
  const text = (words ?? said ?? '').replace(/\s+/g, ' ').trim();
  if (text === '') return null;
  return (
    <span className={classes.below}>
      “<bdi>{text.length > shownLetters ? `${text.slice(0, shownLetters)}…` : text}</bdi>”
    </span>
  );
}
const shownLetters = 160;

export function Followed({ mail }: { mail: IncomingMail }) {
  const followed = followedWords(mail);
  const { kind, isWaiting, answeredBy } = mail;
  const standing = kind !== 'reply' ? [] : [isWaiting ? 'waits for an answer' : answeredWords(answeredBy)];
  const all = [...standing, ...followed];
  if (all.length === 0) return <span className="faint">Nothing</span>;
  const line = all.join('; ');
  return <>{`${line.charAt(0).toUpperCase()}${line.slice(1)}`}</>;
}

function answeredWords(by: string | null): string {
  return by === null ? 'taken care of' : `taken care of by ${by}`;
}
