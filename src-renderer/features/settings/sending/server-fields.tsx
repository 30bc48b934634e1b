import { PasswordInput, Select, TextInput } from '@mantine/core';
import { NumberEntry } from '../../../ui/number-entry';

type Security = 'tls' | 'starttls' | 'none';

/** A mail server as it stands in a form, to send by or to read from. */
export interface WrittenServer {
  readonly host: string;
  readonly security: Security;
  readonly port: number | undefined;
  readonly user: string;
  readonly password: string;
}

interface Fields<Written> {
  readonly written: Written;
  readonly problemOf: (field: keyof WrittenServer) => string | undefined;
  readonly onChange: (part: Partial<WrittenServer>) => void;
}

interface ServerFieldsProps extends Fields<WrittenServer> {
  readonly placeholder: string;
  /** In the order in which they are offered. */
  readonly securities: readonly { readonly value: Security; readonly label: string }[];
  readonly usualPorts: Readonly<Record<Security, number>>;
}

/** Where it is and how the line is protected; another protection has another port. */
export function ServerFields(props: ServerFieldsProps) {
  const { written, problemOf, onChange, placeholder, securities, usualPorts } = props;
  return (
    <>
      <TextInput
        label="Mail server"
        placeholder={placeholder}
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
          const security = securities.find((one) => one.value === value)?.value ?? written.security;
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
    </>
  );
}

/** As whom one comes to it. */
export function LoginFields({ written, problemOf, onChange }: Fields<WrittenServer>) {
  return (
    <>
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
    </>
  );
}
