import { Link, Outlet } from '@tanstack/react-router';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import classes from './settings-screen.module.css';

const rooms = [
  { to: '/settings/scores', label: 'Scores' },
  { to: '/settings/connection', label: 'Connection' },
  { to: '/settings/links', label: 'Links' },
  { to: '/settings/sending', label: 'Sending' },
  { to: '/settings/team', label: 'Team' },
  { to: '/settings/audit', label: 'Audit' },
  { to: '/settings/keeping', label: 'Keeping' },
] as const;

/** The rooms of the settings, side by side under one title. */
export function SettingsScreen() {
  return (
    <Page>
      <PageHeader title="Settings" />
      <nav className={classes.rooms} aria-label="Settings">
        {rooms.map((room) => (
          <Link key={room.to} to={room.to} className={classes.room} activeProps={{ 'data-active': true }}>
            {room.label}
          </Link>
        ))}
      </nav>
      <Outlet />
    </Page>
  );
}
