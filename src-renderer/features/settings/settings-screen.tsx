import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { trpc } from '../../api/client';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import classes from './settings-screen.module.css';

const rooms = [
  { to: '/settings/scores', label: 'Scores' },
  { to: '/settings/connection', label: 'Connection' },
  { to: '/settings/desktop', label: 'Desktop' },
  { to: '/settings/links', label: 'Links' },
  { to: '/settings/sending', label: 'Sending' },
  { to: '/settings/channels', label: 'Channels' },
  { to: '/settings/team', label: 'Team' },
  { to: '/settings/calendar', label: 'Calendar' },
  { to: '/settings/activities', label: 'Activities' },
  { to: '/settings/audit', label: 'Audit' },
  { to: '/settings/keeping', label: 'Keeping' },
] as const;

const mailboxRoom = { to: '/settings/mailbox', label: 'Mailbox' } as const;

/** The rooms of the settings, side by side under one title. A mailbox has only who tries things out. */
export function SettingsScreen() {
  const hasMailbox = useQuery(trpc.mailbox.list.queryOptions()).data != null;
  return (
    <Page>
      <PageHeader title="Settings" />
      <nav className={classes.rooms} aria-label="Settings">
        {[...rooms, ...(hasMailbox ? [mailboxRoom] : [])].map((room) => (
          <Link key={room.to} to={room.to} className={classes.room} activeProps={{ 'data-active': true }}>
            {room.label}
          </Link>
        ))}
      </nav>
      <Outlet />
    </Page>
  );
}
