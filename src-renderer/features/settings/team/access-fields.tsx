import { NativeSelect } from '@mantine/core';
import { type Role, roles } from '../../../../src-preload/contract/roles';
import type { Team } from '../../../../src-preload/contract/team';

/** What a member may do, and what it sees. */
export interface Access {
  readonly role: Role;
  readonly scope: 'all' | 'book';
  /** Whose accounts are its own; empty: nobody's. */
  readonly managerEmail: string;
}

const roleWords: Readonly<Record<Role, string>> = {
  viewer: 'Viewer: looks, and has a Today of their own',
  manager: 'Manager: also notes, pulses and overrides',
  admin: 'Admin: also how scores are computed',
};

interface AccessFieldsProps {
  access: Access;
  onChange: (access: Access) => void;
  managers: Team['managers'];
}

export function AccessFields({ access, onChange, managers }: AccessFieldsProps) {
  return (
    <>
      <NativeSelect
        label="Role"
        size="xs"
        value={access.role}
        onChange={(event) =>
          onChange({ ...access, role: roles.find((role) => role === event.currentTarget.value) ?? 'viewer' })
        }
        data={roles.map((role) => ({ value: role, label: roleWords[role] }))}
      />
      <NativeSelect
        label="Sees"
        size="xs"
        value={access.scope}
        onChange={(event) =>
          onChange({ ...access, scope: event.currentTarget.value === 'all' ? 'all' : 'book' })
        }
        data={[
          { value: 'book', label: 'The accounts of one owner' },
          { value: 'all', label: 'Every account' },
        ]}
      />
      <NativeSelect
        label="Own accounts"
        description="Whose accounts are theirs"
        size="xs"
        value={access.managerEmail}
        onChange={(event) => onChange({ ...access, managerEmail: event.currentTarget.value })}
        data={[
          { value: '', label: 'Nobody’s' },
          ...managers.map(({ email, name }) => ({ value: email, label: `${name} (${email})` })),
        ]}
      />
    </>
  );
}
