import { Alert, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import classes from './connection-form.module.css';

/** Asked once of an address that was used in clear before: whether to encrypt it from now on. */
export function ProtectionQuestion({ host }: { host: string }) {
  const choose = useMutation(
    trpc.settings.chooseProtection.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => notifyDone('Steward connects now. The header shows how far it is.'),
    }),
  );
  return (
    <Alert color="yellow" title="Should Steward encrypt this connection?" mb="sm">
      <p>
        So far, everything from {host} came unencrypted: others on the way could read it. Nothing is read
        until you choose. If encrypting fails, your administrator can turn it on at the server.
      </p>
      {choose.error && <p role="alert">{callErrorOf(choose.error).message}</p>}
      <div className={classes.answers}>
        <Button
          variant="default"
          loading={choose.isPending}
          onClick={() => choose.mutate({ protection: 'clear' })}
        >
          Go on unencrypted
        </Button>
        <Button loading={choose.isPending} onClick={() => choose.mutate({ protection: 'verified' })}>
          Encrypt it
        </Button>
      </div>
    </Alert>
  );
}
