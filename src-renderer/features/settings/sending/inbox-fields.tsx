import { Checkbox, Select, TextInput } from '@mantine/core';
import type { InboxAccountInput } from '../../../../src-preload/contract/inbox-account';
import classes from './sending.module.css';
import { LoginFields, ServerFields } from './server-fields';

type Imap = Omit<Extract<InboxAccountInput, { kind: 'imap' }>, 'kind' | 'port'>;
/** What stands in the form, of both kinds: whoever looks at the other one loses nothing. */
export interface WrittenInbox extends Imap {
  readonly kind: 'imap' | 'folder';
  readonly port: number | undefined;
  readonly path: string;
}

export const noInbox: WrittenInbox = {
  ...{ kind: 'imap', host: '', security: 'tls', port: 993, user: '', password: '' },
  ...{ folder: 'INBOX', afterwards: 'seen', moveTo: '', isOwn: false, path: '' },
};

interface Fields {
  readonly written: WrittenInbox;
  readonly problemOf: (field: string) => string | undefined;
  readonly onChange: (part: Partial<WrittenInbox>) => void;
}

const usualPorts = { tls: 993, starttls: 143, none: 143 } as const;
const securities = [
  { value: 'tls', label: 'TLS from the first byte' },
  { value: 'starttls', label: 'STARTTLS' },
  { value: 'none', label: 'None, on this computer alone' },
] as const;
const afterwards = [
  { value: 'seen', label: 'Marked as read' },
  { value: 'leave', label: 'Left as they are' },
  { value: 'move', label: 'Moved to a folder' },
] as const;

export function ImapFields({ written, problemOf, onChange }: Fields) {
  return (
    <>
      <div className={classes.fields}>
        <ServerFields
          placeholder="imap.acme.example"
          securities={securities}
          usualPorts={usualPorts}
          written={written}
          problemOf={problemOf}
          onChange={onChange}
        />
      </div>
      <div className={classes.fields}>
        <LoginFields written={written} problemOf={problemOf} onChange={onChange} />
        <TextInput
          label="Folder"
          value={written.folder}
          spellCheck={false}
          error={problemOf('folder')}
          onChange={(event) => onChange({ folder: event.currentTarget.value })}
        />
      </div>
      <Afterwards written={written} problemOf={problemOf} onChange={onChange} />
    </>
  );
}

function Afterwards({ written, problemOf, onChange }: Fields) {
  return (
    <>
      <Checkbox
        label="It is my own mailbox"
        description="Then nothing in it is changed, and of mails that are about no message nothing leaves this computer"
        checked={written.isOwn}
        onChange={({ currentTarget: { checked } }) =>
          onChange({ isOwn: checked, afterwards: checked ? 'leave' : 'seen' })
        }
      />
      {!written.isOwn && (
        <div className={classes.fields}>
          <Select
            label="Mails about a message are then"
            data={afterwards.map(({ value, label }) => ({ value, label }))}
            value={written.afterwards}
            allowDeselect={false}
            onChange={(value) =>
              onChange({ afterwards: afterwards.find((one) => one.value === value)?.value ?? 'seen' })
            }
          />
          {written.afterwards === 'move' && (
            <TextInput
              label="To which folder"
              placeholder="Done"
              value={written.moveTo}
              spellCheck={false}
              error={problemOf('moveTo')}
              onChange={(event) => onChange({ moveTo: event.currentTarget.value })}
            />
          )}
        </div>
      )}
    </>
  );
}

export function FolderField({ written, problemOf, onChange }: Fields) {
  return (
    <TextInput
      label="Folder"
      description="On this computer. What was looked at is moved to a folder within it, and never deleted"
      placeholder="/var/mail/returned"
      value={written.path}
      spellCheck={false}
      error={problemOf('path')}
      onChange={(event) => onChange({ path: event.currentTarget.value })}
    />
  );
}
