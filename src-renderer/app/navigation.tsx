import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import {
  IconActivityHeartbeat,
  IconAdjustmentsBolt,
  IconBuilding,
  IconChecklist,
  IconFlag3,
  IconGift,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconListCheck,
  IconMail,
  IconReportAnalytics,
  IconSend,
  IconSettings,
  IconShieldExclamation,
  IconSunrise,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { IconButton } from '../ui/icon-button';
import classes from './navigation.module.css';
import { StewardMark } from './steward-mark';

interface Room {
  to:
    | '/'
    | '/ctas'
    | '/tasks'
    | '/accounts'
    | '/risk'
    | '/interventions'
    | '/rules'
    | '/templates'
    | '/milestones'
    | '/rewards'
    | '/reports'
    | '/monitor'
    | '/settings';
  label: string;
  Icon: typeof IconSunrise;
}

const daily: readonly Room[] = [
  { to: '/', label: 'Today', Icon: IconSunrise },
  { to: '/ctas', label: 'CTAs', Icon: IconChecklist },
  { to: '/tasks', label: 'Tasks', Icon: IconListCheck },
  { to: '/accounts', label: 'Accounts', Icon: IconBuilding },
  { to: '/risk', label: 'Risk', Icon: IconShieldExclamation },
  { to: '/interventions', label: 'Interventions', Icon: IconSend },
  { to: '/rules', label: 'Rules', Icon: IconAdjustmentsBolt },
  { to: '/milestones', label: 'Milestones', Icon: IconFlag3 },
  { to: '/templates', label: 'Templates', Icon: IconMail },
  { to: '/rewards', label: 'Rewards', Icon: IconGift },
  { to: '/reports', label: 'Reports', Icon: IconReportAnalytics },
];
const behind: readonly Room[] = [
  { to: '/monitor', label: 'Monitor', Icon: IconActivityHeartbeat },
  { to: '/settings', label: 'Settings', Icon: IconSettings },
];

/** The rooms of the app. Folded, only their icons stay; the choice is remembered. A narrow window has no room for words. */
export function Navigation() {
  const narrow = useMediaQuery('(max-width: 960px)', undefined, { getInitialValueInEffect: false });
  const [chosen, setFolded] = useLocalStorage({
    key: 'steward-navigation-folded',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const folded = chosen || narrow === true;
  const foldLabel = folded ? 'Unfold the navigation' : 'Fold the navigation';
  return (
    <nav className={classes.navigation} aria-label="Main" data-folded={folded || undefined}>
      <div className={classes.brand}>
        <StewardMark />
        {!folded && <span>Steward</span>}
      </div>
      <NavigationList rooms={daily} folded={folded} />
      <NavigationList rooms={behind} folded={folded} last />
      <div className={classes.fold} hidden={narrow}>
        <IconButton label={foldLabel} onClick={() => setFolded(!folded)}>
          {folded ? (
            <IconLayoutSidebarLeftExpand size={18} stroke={1.6} />
          ) : (
            <IconLayoutSidebarLeftCollapse size={18} stroke={1.6} />
          )}
        </IconButton>
      </div>
    </nav>
  );
}

interface NavigationListProps {
  rooms: readonly Room[];
  folded: boolean;
  /** Stands at the foot. */
  last?: boolean;
}

function NavigationList({ rooms, folded, last = false }: NavigationListProps) {
  return (
    <ul className={classes.list} data-last={last || undefined}>
      {rooms.map((room) => (
        <NavigationLink key={room.to} room={room} folded={folded} />
      ))}
    </ul>
  );
}

function NavigationLink({ room, folded }: { room: Room; folded: boolean }) {
  const { to, label, Icon } = room;
  return (
    <li>
      <Link
        className={classes.link}
        to={to}
        // Today has the root of all addresses for its own.
        activeOptions={{ exact: to === '/', includeSearch: false }}
        aria-label={label}
        title={folded ? label : undefined}
      >
        <Icon size={18} stroke={1.6} />
        {!folded && <span className="truncate">{label}</span>}
      </Link>
    </li>
  );
}
