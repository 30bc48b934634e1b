import { useLocalStorage } from '@mantine/hooks';
import {
  IconActivityHeartbeat,
  IconBuilding,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconSettings,
  IconShieldExclamation,
  IconSunrise,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { IconButton } from '../ui/icon-button';
import { StewardMark } from './steward-mark';
import './navigation.css';

/** The rooms of the app. Folded, only their icons stay; the choice is remembered. */
export function Navigation() {
  const [folded, setFolded] = useLocalStorage({
    key: 'steward-navigation-folded',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const foldLabel = folded ? 'Unfold the navigation' : 'Fold the navigation';
  return (
    <nav className="navigation" aria-label="Main" data-folded={folded || undefined}>
      <div className="navigation-brand">
        <StewardMark />
        {!folded && <span>Steward</span>}
      </div>
      <ul className="navigation-list">
        <NavigationLink
          to="/"
          label="Today"
          icon={<IconSunrise size={18} stroke={1.6} />}
          folded={folded}
          exact
        />
        <NavigationLink
          to="/accounts"
          label="Accounts"
          icon={<IconBuilding size={18} stroke={1.6} />}
          folded={folded}
        />
        <NavigationLink
          to="/risk"
          label="Risk"
          icon={<IconShieldExclamation size={18} stroke={1.6} />}
          folded={folded}
        />
      </ul>
      <ul className="navigation-list navigation-last">
        <NavigationLink
          to="/monitor"
          label="Monitor"
          icon={<IconActivityHeartbeat size={18} stroke={1.6} />}
          folded={folded}
        />
        <NavigationLink
          to="/settings"
          label="Settings"
          icon={<IconSettings size={18} stroke={1.6} />}
          folded={folded}
        />
      </ul>
      <div className="navigation-fold">
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

interface NavigationLinkProps {
  to: '/' | '/accounts' | '/risk' | '/monitor' | '/settings';
  label: string;
  icon: ReactNode;
  folded: boolean;
  /** Active on its own page alone, not on pages below it. */
  exact?: boolean;
}

function NavigationLink({ to, label, icon, folded, exact = false }: NavigationLinkProps) {
  return (
    <li>
      <Link
        className="navigation-link"
        to={to}
        activeOptions={{ exact, includeSearch: false }}
        aria-label={label}
        title={folded ? label : undefined}
      >
        {icon}
        {!folded && <span className="truncate">{label}</span>}
      </Link>
    </li>
  );
}
