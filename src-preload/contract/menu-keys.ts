/** Rooms in the order of the menu, and the figure that opens each with Ctrl or ⌘: there are more rooms than figures. */
export const menuRooms = [
  { label: 'Today', to: '/', key: '1' },
  { label: 'CTAs', to: '/ctas', key: '2' },
  { label: 'Tasks', to: '/tasks', key: null },
  { label: 'Accounts', to: '/accounts', key: '3' },
  { label: 'Risk', to: '/risk', key: '4' },
  { label: 'Interventions', to: '/interventions', key: '5' },
  { label: 'Rules', to: '/rules', key: '6' },
  { label: 'Templates', to: '/templates', key: '7' },
  { label: 'Milestones', to: '/milestones', key: '9' },
  { label: 'Monitor', to: '/monitor', key: '8' },
  { label: 'Rewards', to: '/rewards', key: null },
  { label: 'Reports', to: '/reports', key: null },
  { label: 'Settings', to: '/settings', key: ',' },
] as const;

/** Commands of the menu by the key that begins each with Ctrl or ⌘. */
export const menuKeys = {
  note: 'N',
  sync: 'R',
  export: 'E',
  palette: 'K',
  find: 'F',
  'toggle-theme': 'Shift+L',
} as const;
