import { Button } from '@mantine/core';
import type { TeamMember } from '../../../../src-preload/contract/team';
import { Badge, type BadgeTone } from '../../../ui/badge';
import { Instant } from '../../../ui/day';
import { formatCount } from '../../../ui/format/number';
import { FactTable } from '../../../ui/table/fact-table';
import classes from './team-screen.module.css';

const stateWords: Readonly<Record<TeamMember['state'], { word: string; tone: BadgeTone; title: string }>> = {
  in: { word: 'Active', tone: 'healthy', title: 'Signs in with a password of their own' },
  invited: { word: 'Invited', tone: 'middle', title: 'Has not signed in yet' },
  'out of date': { word: 'Password over', tone: 'poor', title: 'The server lets this password in no more' },
  'no login': {
    word: 'No login',
    tone: 'poor',
    title: 'The server has no such login, or lets it in no more',
  },
};

const roleWords = { viewer: 'Viewer', manager: 'Manager', admin: 'Admin' } as const;

interface MemberTableProps {
  members: readonly TeamMember[];
  /** Absent: nothing can be changed. */
  onOpen?: (what: 'assign' | 'remove', member: TeamMember) => void;
}

export function MemberTable({ members, onOpen }: MemberTableProps) {
  return (
    <FactTable
      columns={[
        'Login',
        'Role',
        'Sees',
        'Own accounts',
        { name: 'Accounts', align: 'right', help: 'Of those that whoever looks sees' },
        'Sign-in',
        ...(onOpen ? [{ name: 'Change', unseen: true as const }] : []),
      ]}
    >
      {members.map((member) => (
        <MemberRow key={member.login} member={member} onOpen={onOpen} />
      ))}
    </FactTable>
  );
}

function MemberRow({
  member,
  onOpen,
}: {
  member: TeamMember;
  onOpen: MemberTableProps['onOpen'] | undefined;
}) {
  const { login, role, scope, managerEmail, managerName, accounts, state, passwordUntil } = member;
  const { word, tone, title } = stateWords[state];
  return (
    <tr>
      <th scope="row">{login}</th>
      <td>{roleWords[role]}</td>
      <td>{scope === 'all' ? 'Every account' : 'Own accounts'}</td>
      <td title={managerEmail ?? undefined}>{managerName ?? <span className="faint">–</span>}</td>
      <td data-align="right">
        {managerEmail === null ? <span className="faint">–</span> : formatCount(accounts)}
      </td>
      <td>
        <Badge tone={tone} title={title}>
          {word}
        </Badge>{' '}
        {passwordUntil !== null && state !== 'out of date' && (
          <>
            ends <Instant at={passwordUntil} />
          </>
        )}
      </td>
      {onOpen && (
        <td data-align="right" className={classes.changes}>
          <Button
            variant="subtle"
            size="compact-xs"
            aria-label={`Change ${login}`}
            onClick={() => onOpen('assign', member)}
          >
            Change…
          </Button>
          <Button
            variant="subtle"
            size="compact-xs"
            aria-label={`Remove ${login}`}
            onClick={() => onOpen('remove', member)}
          >
            Remove…
          </Button>
        </td>
      )}
    </tr>
  );
}
