import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Device } from '../../../../src-preload/contract/devices';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { EmptyState } from '../../../ui/empty-state';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { NameDeviceDialog, SignOutDeviceDialog } from './device-dialogs';
import { DeviceTable } from './device-table';

/** Where one is signed in, or as an admin where everybody is: asked of the company's database each time. */
export function DeviceSection({ whose }: { whose: 'own' | 'everybody' }) {
  const answer = useQuery(trpc.devices.list.queryOptions());
  const [opened, setOpened] = useState<{ what: 'name' | 'sign out'; device: Device } | null>(null);
  const close = () => setOpened(null);
  return (
    <Section
      title="Devices"
      note="Each copy of the company’s data, with the login that has it. One that is signed out erases its copy at its next contact"
      padding="flush"
    >
      <Loaded answer={answer} waiting={<RowSkeletons count={2} />}>
        {({ devices, login }) => {
          const shown = devices.filter((device) => whose === 'everybody' || device.login === login);
          return shown.length === 0 ? (
            <EmptyState
              title="No device is known yet"
              text="A device is listed with its next sync, where the company’s database knows of devices."
            />
          ) : (
            <DeviceTable
              devices={shown}
              own={login}
              showsLogin={whose === 'everybody'}
              onOpen={(what, device) => setOpened({ what, device })}
            />
          );
        }}
      </Loaded>
      {opened?.what === 'name' && <NameDeviceDialog device={opened.device} onClose={close} />}
      {opened?.what === 'sign out' && <SignOutDeviceDialog device={opened.device} onClose={close} />}
    </Section>
  );
}
