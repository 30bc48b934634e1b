import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { readAuditSearch } from '../features/settings/audit/audit-search';
import { cleanAddress } from './clean-address';
import { rootRoute } from './root-route';

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/settings-screen'), 'SettingsScreen'),
});

const settingsIndexRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/scores' });
  },
});

const scoresRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/scores',
  component: lazyRouteComponent(() => import('../features/settings/scores/scores-screen'), 'ScoresScreen'),
});

const connectionRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/connection',
  component: lazyRouteComponent(
    () => import('../features/settings/connection/connection-screen'),
    'ConnectionScreen',
  ),
});

const linksRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/links',
  component: lazyRouteComponent(() => import('../features/settings/links/links-screen'), 'LinksScreen'),
});

const desktopRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/desktop',
  component: lazyRouteComponent(() => import('../features/settings/desktop/desktop-screen'), 'DesktopScreen'),
});

const sendingRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/sending',
  component: lazyRouteComponent(() => import('../features/settings/sending/sending-screen'), 'SendingScreen'),
});

const channelsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/channels',
  component: lazyRouteComponent(
    () => import('../features/settings/channels/channels-screen'),
    'ChannelsScreen',
  ),
});

const mailboxRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/mailbox',
  component: lazyRouteComponent(() => import('../features/settings/mailbox/mailbox-screen'), 'MailboxScreen'),
});

const auditRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/audit',
  validateSearch: readAuditSearch,
  beforeLoad: cleanAddress(readAuditSearch),
  component: lazyRouteComponent(() => import('../features/settings/audit/audit-screen'), 'AuditScreen'),
});

const teamRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/team',
  component: lazyRouteComponent(() => import('../features/settings/team/team-screen'), 'TeamScreen'),
});

const calendarRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/calendar',
  component: lazyRouteComponent(
    () => import('../features/settings/calendar/calendar-screen'),
    'CalendarScreen',
  ),
});

const activitiesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/activities',
  component: lazyRouteComponent(
    () => import('../features/settings/activities/activities-screen'),
    'ActivitiesScreen',
  ),
});

const keepingRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/keeping',
  component: lazyRouteComponent(() => import('../features/settings/keeping/keeping-screen'), 'KeepingScreen'),
});

/** The rooms of the settings. */
export const settingsRoutes = settingsRoute.addChildren([
  settingsIndexRoute,
  scoresRoute,
  connectionRoute,
  linksRoute,
  desktopRoute,
  sendingRoute,
  channelsRoute,
  mailboxRoute,
  teamRoute,
  calendarRoute,
  activitiesRoute,
  keepingRoute,
  auditRoute,
]);
