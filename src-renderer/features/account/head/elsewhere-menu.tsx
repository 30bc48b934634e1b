import { Button, Menu } from '@mantine/core';
import { IconCopy, IconExternalLink, IconLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { AccountOverview } from '../../../../src-preload/contract/account';
import { linkTo } from '../../../../src-preload/contract/links';
import { trpc } from '../../../api/client';
import { copyAccountLink } from '../../../api/copy-account-link';
import { copy } from '../../../ui/copy';

/** The account elsewhere: in the company's other systems, and as a link or an id to paste. */
export function ElsewhereMenu({ account }: { account: AccountOverview }) {
  const links = useQuery(trpc.settings.links.queryOptions()).data?.links ?? [];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconLink size={16} stroke={1.5} />}>
          Links
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {links.map(({ label, template }) => (
          <Menu.Item
            key={label}
            component="a"
            href={linkTo(template, account)}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconExternalLink size={15} stroke={1.6} />}
          >
            Open in {label}
          </Menu.Item>
        ))}
        <Menu.Item
          leftSection={<IconLink size={15} stroke={1.6} />}
          onClick={() => void copyAccountLink(account.id)}
        >
          Copy link
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy size={15} stroke={1.6} />}
          onClick={() => void copy(account.externalId, `${account.externalId} is copied`)}
        >
          Copy id
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
