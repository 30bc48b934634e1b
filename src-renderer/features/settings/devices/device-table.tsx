import { Button, Group } from '@mantine/core';
import type { Device } from '../../../../src-preload/contract/devices';
import { Badge } from '../../../ui/badge';
import { Instant } from '../../../ui/day';
import { FactTable } from '../../../ui/table/fact-table';

const platforms: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

export function deviceName({ name, machine, copy }: Device): string {
  return name ?? machine ?? `Device ${copy.slice(0, 8)}`;
}

interface DeviceTableProps {
  devices: readonly Device[];
  /** Whose desktop this is. */
  own: string;
  showsLogin: boolean;
  onOpen: (what: 'name' | 'sign out', device: Device) => void;
}

export function DeviceTable({ devices, own, showsLogin, onOpen }: DeviceTableProps) {
  return (
    <FactTable
      columns={[
        'Device',
        ...(showsLogin ? ['Login'] : []),
        'Steward',
        'First seen',
        'Last seen',
        { name: 'Change', unseen: true as const },
      ]}
    >
      {devices.map((device) => (
        <DeviceRow
          key={`${device.login} ${device.copy}`}
          device={device}
          isOwn={device.login === own}
          showsLogin={showsLogin}
          onOpen={onOpen}
        />
      ))}
    </FactTable>
  );
}

interface DeviceRowProps {
  device: Device;
  isOwn: boolean;
  showsLogin: boolean;
  onOpen: DeviceTableProps['onOpen'];
}

function DeviceRow({ device, isOwn, showsLogin, onOpen }: DeviceRowProps) {
  const { login, kind, machine, machineBefore, app, platform, firstSeen, lastSeen, signedOut, isThis } =
    device;
  const name = deviceName(device);
  const on = platform === null ? '' : ` on ${platforms[platform] ?? platform}`;
  return (
    <tr>
      <th scope="row" title={machine === null ? undefined : `Called ${machine} on the network`}>
        <span dir="auto">{name}</span> {isThis && <Badge tone="healthy">This one</Badge>}
        {kind === 'service' && <Badge tone="none">Service</Badge>}
        {signedOut !== null && <SignedOutBadge signedOut={signedOut} />}
        {machineBefore !== null && (
          <Badge
            tone="middle"
            title={`The same copy came from ${machineBefore} before: renamed, or its folder copied`}
          >
            Came from elsewhere before
          </Badge>
        )}
      </th>
      {showsLogin && <td>{login}</td>}
      <td>{app === null ? <span className="faint">–</span> : `${app}${on}`}</td>
      <td>
        <Instant at={firstSeen} past />
      </td>
      <td>
        <Instant at={lastSeen} past />
      </td>
      <td data-align="right">
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          {isOwn && signedOut === null && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => onOpen('name', device)}
              aria-label={`Name the device ${name}`}
            >
              Name…
            </Button>
          )}
          {!isThis && signedOut === null && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => onOpen('sign out', device)}
              aria-label={`Sign out the device ${name}`}
            >
              Sign out…
            </Button>
          )}
        </Group>
      </td>
    </tr>
  );
}

function SignedOutBadge({ signedOut }: { signedOut: NonNullable<Device['signedOut']> }) {
  return signedOut.heardAt === null ? (
    <Badge tone="middle" title={`By ${signedOut.by}; it has not been in contact since`}>
      To be signed out
    </Badge>
  ) : (
    <Badge tone="none" title={`By ${signedOut.by}; it has heard so, and erased its copy`}>
      Signed out
    </Badge>
  );
}
