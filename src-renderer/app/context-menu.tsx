import { Menu } from '@mantine/core';
import { IconAppWindow, IconArrowRight, IconCopy, IconLink, IconRoute, IconSend } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { copyAccountLink } from '../api/copy-account-link';
import { askToEnrol } from '../api/enrol-request';
import { askToLaunch } from '../api/launch-request';
import { useMay } from '../api/use-may';
import { copy } from '../ui/copy';
import { useFocusBack } from '../ui/focus-back';
import { isTyping } from '../ui/is-typing';
import { activeRow, type Copied, copiedAt } from './figures/copied-at';
import { CopyItems } from './figures/copy-items';
import { openBeside } from './open-beside';

interface AskedAccount {
  readonly id: number;
  readonly name: string;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

interface Asked extends Place {
  /** Null: of no account. */
  readonly account: AskedAccount | null;
  readonly copied: Copied;
}

/**
 * The menu of the right mouse button, and of the key for it, on whatever stands for an account (a row that says
 * `data-account` or a link to it), and on any figure.
 */
export function ContextMenu() {
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => {
    function onContextMenu(event: MouseEvent): void {
      const found = askedBy(event);
      if (found === null) return;
      event.preventDefault();
      setAsked(found);
    }
    window.addEventListener('contextmenu', onContextMenu);
    return () => window.removeEventListener('contextmenu', onContextMenu);
  }, []);
  return asked && <AskedMenu {...asked} onClose={() => setAsked(null)} />;
}

function AskedMenu({ account, copied, x, y, onClose }: Asked & { onClose: () => void }) {
  const name = account?.name ?? copied.figure?.label ?? 'Row';
  useFocusBack();
  return (
    <Menu opened onChange={(open) => !open && onClose()} position="bottom-start" offset={2}>
      <Menu.Target>
        <span style={{ position: 'fixed', left: x, top: y, width: 1, height: 1 }} aria-hidden="true" />
      </Menu.Target>
      <Menu.Dropdown aria-label={name}>
        <Menu.Label maw={280} className="truncate">
          {name}
        </Menu.Label>
        {account !== null && <AccountItems {...account} />}
        <CopyItems copied={copied} />
      </Menu.Dropdown>
    </Menu>
  );
}

function AccountItems({ id, name }: AskedAccount) {
  const navigate = useNavigate();
  const mayManage = useMay('manager');
  return (
    <>
      <Menu.Item
        leftSection={<IconArrowRight size={15} stroke={1.6} />}
        onClick={() => void navigate({ to: '/accounts/$id', params: { id: String(id) } })}
      >
        Open
      </Menu.Item>
      <Menu.Item
        leftSection={<IconAppWindow size={15} stroke={1.6} />}
        onClick={() => openBeside(`/accounts/${id}`)}
      >
        Open in a new window
      </Menu.Item>
      {mayManage && (
        <Menu.Item
          leftSection={<IconSend size={15} stroke={1.6} />}
          onClick={() => askToLaunch({ organizationIds: [id] })}
        >
          New message…
        </Menu.Item>
      )}
      {mayManage && (
        <Menu.Item
          leftSection={<IconRoute size={15} stroke={1.6} />}
          onClick={() => askToEnrol({ organizationIds: [id] })}
        >
          Let into a sequence…
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconLink size={15} stroke={1.6} />} onClick={() => void copyAccountLink(id)}>
        Copy link
      </Menu.Item>
      <Menu.Item
        leftSection={<IconCopy size={15} stroke={1.6} />}
        onClick={() => void copy(name, `${name} is copied`)}
      >
        Copy name
      </Menu.Item>
    </>
  );
}

function askedBy({ target, clientX, clientY }: MouseEvent): Asked | null {
  // What is marked is copied as it is, and a field has a menu of its own.
  if (!(target instanceof Element) || isTyping(target)) return null;
  // A grid has the focus itself: its menu is that of the row the keyboard is on.
  const place = target.matches('[role="grid"]') ? activeRow(target) : target;
  if (place === null) return null;
  const account = accountAt(place);
  const copied = copiedAt(place);
  if (account === null && copied.figure === null && copied.table === null) return null;
  const box = place.getBoundingClientRect();
  // The key for the menu has no place of its own.
  return { account, copied, x: clientX || box.left + 24, y: clientY || box.bottom };
}

function accountAt(target: Element): AskedAccount | null {
  const place = target.closest('[data-account], a[href^="#/accounts/"]');
  const address = place?.getAttribute('href');
  const id = Number(place?.getAttribute('data-account') ?? /^#\/accounts\/(\d+)/.exec(address ?? '')?.[1]);
  if (!place || !Number.isInteger(id) || id <= 0) return null;
  return { id, name: place.getAttribute('data-account-name') ?? place.textContent.trim() };
}
