import type { AuditRow } from '../../../../src-preload/contract/audit/audit';
import { AccountLink } from '../../../ui/account-link';
import { formatInstant } from '../../../ui/format/instant';
import { FactTable } from '../../../ui/table/fact-table';
import classes from './audit-screen.module.css';
import { AuditText } from './audit-text';

/** Rows of the audit: who, when, what, about whom, before and after, and from where. */
export function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  return (
    <FactTable columns={['When', 'Who', 'What', 'Before and after', 'From']}>
      {rows.map((row) => (
        <tr key={`${row.chain} ${row.number}`} data-tall>
          <td className="number">
            <time className={classes.when} dateTime={new Date(row.at).toISOString()} title={rowWords(row)}>
              {formatInstant(row.at)}
            </time>
          </td>
          <td>
            <Two first={row.name ?? row.login} second={secondOf(row)} />
          </td>
          <th scope="row">
            <span className={classes.what}>{row.title}</span>
            <About account={row.account} />
          </th>
          <td data-room="text">
            <AuditText label="Before" text={row.before} isPast />
            <AuditText label="After" text={row.after} />
            <AuditText label="Lost" text={row.lost} />
          </td>
          <td>
            <Two first={row.machine ?? row.address} second={fromWords(row)} />
          </td>
        </tr>
      ))}
    </FactTable>
  );
}

function Two({ first, second }: { first: string; second: string }) {
  return (
    <div className={classes.two}>
      <span className="truncate" title={first}>
        {first}
      </span>
      {second !== '' && (
        <span className="faint truncate" title={second}>
          {second}
        </span>
      )}
    </div>
  );
}

function About({ account }: Pick<AuditRow, 'account'>) {
  if (account === null) return null;
  const name = (
    <span className={`${classes.account} truncate`} title={account.name}>
      {account.name}
    </span>
  );
  if (account.id === null) return name;
  return (
    <AccountLink id={account.id} className={classes.link}>
      {name}
    </AccountLink>
  );
}

function secondOf({ name, login, role }: AuditRow): string {
  return [name === null ? null : login, role].filter((part) => part !== null).join(', ');
}

function fromWords({ machine, app, address }: AuditRow): string {
  return [app === null ? null : `Steward ${app}`, machine === null ? null : address]
    .filter((part) => part !== null)
    .join(', ');
}

function rowWords({ chain, number, at }: AuditRow): string {
  return `${new Date(at).toISOString()}, row ${number} of chain ${chain}`;
}
