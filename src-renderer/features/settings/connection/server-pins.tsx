import { Alert, Button, Group, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { readAddress } from '../../../../src-preload/contract/company/company-address';
import { pinsOf, type ShownCertificate, withPins } from '../../../../src-preload/contract/company/pins';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { formatInstant } from '../../../ui/format/instant';
import { FactTable } from '../../../ui/table/fact-table';
import { errorWords } from '../../../ui/words/error-words';
import classes from './connection-form.module.css';

interface ServerPinsProps {
  /** As it stands in the form; what is pinned stands in it. */
  address: string;
  onChange: (address: string) => void;
}

/** What the server's certificate has to be, beside sound: for who knows it in advance, or has it looked at now. */
export function ServerPins({ address, onChange }: ServerPinsProps) {
  const read = readAddress(address);
  const pins = 'problem' in read ? [] : pinsOf(read.address);
  const [isOpen, setIsOpen] = useState(pins.length > 0);
  const look = useMutation(
    trpc.settings.lookAtCertificate.mutationOptions({ meta: { showsItsErrors: true } }),
  );
  const add = (pin: string) => onChange(withPins(address, [...pins, pin]));
  const remove = (pin: string) =>
    onChange(
      withPins(
        address,
        pins.filter((other) => other !== pin),
      ),
    );
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button variant="subtle" size="compact-xs" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          Advanced: pin the server
        </Button>
      </Group>
      {isOpen && (
        <>
          {pins.map((pin) => (
            <Group key={pin} gap="xs" wrap="nowrap" justify="space-between">
              <code className={classes.pin}>{pin}</code>
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => remove(pin)}
                aria-label={`Remove the pin ${pin}`}
              >
                Remove
              </Button>
            </Group>
          ))}
          <p className={classes.note}>
            {pins.length === 0
              ? 'Nothing is pinned: any certificate that is sound for the server’s name will do.'
              : 'The server has to show one of these, too. Before a renewal, pin the next one beside it.'}
          </p>
          <Group gap="xs">
            <Button
              variant="default"
              size="xs"
              loading={look.isPending}
              disabled={'problem' in read}
              onClick={() => look.mutate({ url: address })}
            >
              Look at what this server shows now
            </Button>
          </Group>
          {look.error && (
            <Alert color="red" title={errorWords(callErrorOf(look.error)).title}>
              {callErrorOf(look.error).message}
            </Alert>
          )}
          {look.data && <Shown shown={look.data} pinned={pins} onPin={add} />}
        </>
      )}
    </Stack>
  );
}

interface ShownProps {
  shown: ShownCertificate;
  pinned: readonly string[];
  onPin: (pin: string) => void;
}

/** Each part of it that can be pinned, with what a renewal leaves of it. */
function Shown({ shown, pinned, onPin }: ShownProps) {
  const parts = [
    { what: 'Key', of: shown.subject, pin: shown.keyPin, stays: 'stays where a renewal keeps the key' },
    ...shown.authorities.map(({ subject, pin }) => ({
      ...{ what: 'Authority', of: subject, pin },
      stays: 'stays with each certificate that it issues',
    })),
    { what: 'Certificate', of: shown.subject, pin: shown.certificatePin, stays: 'ends with the certificate' },
  ];
  return (
    <>
      <p className={classes.note}>
        {shown.subject}, issued by {shown.issuer}, valid until {formatInstant(shown.validUntil)}. Compare its
        fingerprint with your administrator before you pin it:
      </p>
      <code className={classes.pin}>{shown.fingerprint}</code>
      <FactTable columns={['What', 'Pin', { name: 'Change', unseen: true }]}>
        {parts.map(({ what, of, pin, stays }) => (
          <tr key={pin}>
            <th scope="row" title={of}>
              {what}
            </th>
            <td data-room="text">
              <code className={classes.pin}>{pin}</code>
              <span className="faint">{stays}</span>
            </td>
            <td data-align="right">
              <Button
                size="compact-xs"
                variant="default"
                disabled={pinned.includes(pin)}
                onClick={() => onPin(pin)}
                aria-label={`${pinned.includes(pin) ? 'Pinned' : 'Pin'}: ${what} ${of}`}
              >
                {pinned.includes(pin) ? 'Pinned' : 'Pin'}
              </Button>
            </td>
          </tr>
        ))}
      </FactTable>
    </>
  );
}
