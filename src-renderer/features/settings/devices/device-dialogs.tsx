import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Device } from '../../../../src-preload/contract/devices';
import { trpc } from '../../../api/client';
import { TeamForm } from '../../../api/team-form';
import { notifyDone } from '../../../ui/notify';
import { deviceName } from './device-table';

interface DeviceDialogProps {
  device: Device;
  onClose: () => void;
}

export function NameDeviceDialog({ device, onClose }: DeviceDialogProps) {
  const [name, setName] = useState(deviceName(device));
  const save = useMutation(
    trpc.devices.name.mutationOptions({ meta: { showsItsErrors: true }, onSuccess: onClose }),
  );
  return (
    <TeamForm
      title="Name this device"
      submit="Save"
      onClose={onClose}
      onSubmit={() => save.mutate({ copy: device.copy, name })}
      busy={save.isPending}
      failure={save.error}
    >
      <p>You and the admins of the company see the name. Left empty, it is called as the machine is.</p>
      <TextInput
        label="Name"
        placeholder={device.machine ?? undefined}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={80}
        autoComplete="off"
        data-autofocus
      />
    </TeamForm>
  );
}

/** What happens on a device that is signed out, and when. */
export function SignOutDeviceDialog({ device, onClose }: DeviceDialogProps) {
  const { login, copy } = device;
  const signOut = useMutation(
    trpc.devices.signOut.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => {
        notifyDone('It is signed out, and erases its copy at its next contact.');
        onClose();
      },
    }),
  );
  return (
    <TeamForm
      title={`Sign out ${deviceName(device)}?`}
      submit="Sign out this device"
      onClose={onClose}
      onSubmit={() => signOut.mutate({ login, copy })}
      busy={signOut.isPending}
      failure={signOut.error}
    >
      <p>
        At its next contact with the company’s server it destroys the key of its copy, erases the copy with
        its backups, and forgets the password of {login}. What was decided there and is not at the company
        goes with it. That can’t be taken back.
      </p>
      <p>
        {login} can sign in there again with the password. If the password may be known to somebody, have it
        changed, too; without contact the copy locks after seven days.
      </p>
    </TeamForm>
  );
}
