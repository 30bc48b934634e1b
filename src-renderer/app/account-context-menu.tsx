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
import { openBeside } from './open-beside';

interface Asked {
  readonly id: number;
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/**
 * The menu of the right mouse button, and of the key for it, on whatever stands for an account: a row that says
 * `data-account` or a link to it.
 */
export function AccountContextMenu() {
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => {
    function onContextMenu(event: MouseEvent): void {
      const found = accountUnder(event);
      if (found === null) return;
      event.preventDefault();
      setAsked(found);
    }
    window.addEventListener('contextmenu', onContextMenu);
    return () => window.removeEventListener('contextmenu', onContextMenu);
  }, []);
  return asked && <AccountMenu {...asked} onClose={() => setAsked(null)} />;
}

function AccountMenu({ id, name, x, y, onClose }: Asked & { onClose: () => void }) {
  const navigate = useNavigate();
  const mayManage = useMay('manager');
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
      </Menu.Dropdown>
    </Menu>
  );
}

function accountUnder({ target, clientX, clientY }: MouseEvent): Asked | null {
  if (!(target instanceof Element)) return null;
  const place = target.closest('[data-account], a[href^="#/accounts/"]') ?? activeRowIn(target);
  const address = place?.getAttribute('href');
  const id = Number(place?.getAttribute('data-account') ?? /^#\/accounts\/(\d+)/.exec(address ?? '')?.[1]);
  if (!place || !Number.isInteger(id) || id <= 0) return null;
  const name = place.getAttribute('data-account-name') ?? place.textContent.trim();
  const box = place.getBoundingClientRect();
  // The key for the menu has no place of its own.
  return { id, name, x: clientX || box.left + 24, y: clientY || box.bottom };
}

/** A grid has the focus itself: its menu is that of the row the keyboard is on. */
function activeRowIn(target: Element): Element | null {
  return target.matches('[role="grid"]')
    ? target.querySelector('tr[aria-selected="true"][data-account]')
    : null;
}
