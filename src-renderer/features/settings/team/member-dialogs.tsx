import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Team, TeamMember } from '../../../../src-preload/contract/team';
import { trpc } from '../../../api/client';
import { TeamForm } from '../../../api/team-form';
import { formatPlural } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import { type Access, AccessFields } from './access-fields';

interface MemberDialogProps {
  member: TeamMember;
  onClose: () => void;
}

/** Another role, or other accounts. */
export function AssignDialog({ member, team, onClose }: MemberDialogProps & { team: Team }) {
  const { login, role, scope, managerEmail } = member;
  const [access, setAccess] = useState<Access>({ role, scope, managerEmail: managerEmail ?? '' });
  const assign = useMutation(
    trpc.team.assign.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => {
        notifyDone(`${login} is changed. Their desktop follows with its next sync.`);
        onClose();
      },
    }),
  );
  return (
    <TeamForm
      title={`Change ${login}`}
      submit="Save"
      onClose={onClose}
      onSubmit={() => assign.mutate({ login, ...access, managerEmail: access.managerEmail || null })}
      busy={assign.isPending}
      failure={assign.error}
    >
      <AccessFields access={access} onChange={setAccess} managers={team.managers} />
    </TeamForm>
  );
}

/** Takes the membership back. */
export function RemoveDialog({ member, onClose }: MemberDialogProps) {
  const { login, managerName, accounts } = member;
  const remove = useMutation(
    trpc.team.remove.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => {
        notifyDone(`${login} is in the team no more.`);
        onClose();
      },
    }),
  );
  return (
    <TeamForm
      title={`Remove ${login}?`}
      submit="Remove"
      onClose={onClose}
      onSubmit={() => remove.mutate({ login })}
      busy={remove.isPending}
      failure={remove.error}
    >
      <p>
        Their desktop erases its copy at its next contact. What they wrote stays with the accounts; what waits
        there and was not sent yet is refused from now on.
      </p>
      {managerName !== null && accounts > 0 && (
        <p>
          {formatPlural(accounts, 'account stays', 'accounts stay')} with {managerName}. Hand the book over to
          somebody else as well.
        </p>
      )}
    </TeamForm>
  );
}
