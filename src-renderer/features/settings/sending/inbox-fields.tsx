import { Checkbox, PasswordInput, Select, TextInput } from '@mantine/core';
import type { InboxAccountInput } from '../../../../src-preload/contract/inbox-account';
import { NumberEntry } from '../../../ui/number-entry';
import classes from './sending.module.css';

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
        <TextInput
          label="Mail server"
          placeholder="imap.acme.example"
          value={written.host}
          spellCheck={false}
          error={problemOf('host')}
          onChange={(event) => onChange({ host: event.currentTarget.value })}
        />
        <Select
          label="Encryption"
          data={securities.map(({ value, label }) => ({ value, label }))}
          value={written.security}
          allowDeselect={false}
          error={problemOf('security')}
          onChange={(value) => {
            const security = securities.find((one) => one.value === value)?.value ?? 'tls';
            onChange({ security, port: usualPorts[security] });
          }}
        />
        <NumberEntry
          label="Port"
          w={100}
          value={written.port}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          error={problemOf('port')}
          onChange={(port) => onChange({ port })}
        />
      </div>
      <div className={classes.fields}>
        <TextInput
          label="User"
          value={written.user}
          spellCheck={false}
          autoComplete="off"
          error={problemOf('user')}
          onChange={(event) => onChange({ user: event.currentTarget.value })}
        />
        <PasswordInput
          label="Password"
          w={200}
          value={written.password}
          autoComplete="off"
          error={problemOf('password')}
          onChange={(event) => onChange({ password: event.currentTarget.value })}
        />
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
