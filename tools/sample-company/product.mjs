// @ts-check

/**
 * What the sample company sells: planning and reporting software for operations teams.
 * @typedef {'champion' | 'admin' | 'member'} UserRole
 * @typedef {object} Feature
 * @property {string} id
 * @property {string} name
 * @property {string} category
 * @property {'core' | 'outcome' | 'other'} kind
 * @property {number} popularity relative
 * @property {UserRole} [role] whose work it mostly is
 * @property {number} [value] typical amount of money one use moves
 */

/** @type {readonly Feature[]} */
export const features = [
  { id: 'board', name: 'Work board', category: 'Planning', kind: 'core', popularity: 30 },
  { id: 'task', name: 'Task update', category: 'Planning', kind: 'core', popularity: 26 },
  { id: 'schedule', name: 'Shift schedule', category: 'Planning', kind: 'core', popularity: 14 },
  { id: 'comment', name: 'Comment', category: 'Teamwork', kind: 'core', popularity: 18 },
  { id: 'search', name: 'Search', category: 'Teamwork', kind: 'core', popularity: 13 },
  { id: 'file', name: 'File upload', category: 'Teamwork', kind: 'core', popularity: 9 },
  { id: 'dashboard', name: 'Dashboard', category: 'Insight', kind: 'core', popularity: 12 },
  { id: 'checklist', name: 'Site checklist', category: 'Field', kind: 'core', popularity: 8 },
  {
    id: 'report',
    name: 'Report published',
    category: 'Insight',
    kind: 'outcome',
    popularity: 9,
    role: 'champion',
  },
  {
    id: 'approval',
    name: 'Approval given',
    category: 'Flow',
    kind: 'outcome',
    popularity: 10,
    role: 'champion',
  },
  { id: 'order', name: 'Work order closed', category: 'Field', kind: 'outcome', popularity: 11, value: 640 },
  { id: 'invoice', name: 'Invoice sent', category: 'Flow', kind: 'outcome', popularity: 8, value: 2150 },
  {
    id: 'automation',
    name: 'Automation run',
    category: 'Flow',
    kind: 'outcome',
    popularity: 9,
    role: 'admin',
  },
  { id: 'mobile', name: 'Mobile check-in', category: 'Field', kind: 'other', popularity: 9 },
  { id: 'template', name: 'Template used', category: 'Planning', kind: 'other', popularity: 4 },
  { id: 'export', name: 'Export', category: 'Insight', kind: 'other', popularity: 4 },
  { id: 'import', name: 'Bulk import', category: 'Setup', kind: 'other', popularity: 1.5, role: 'admin' },
  {
    id: 'integration',
    name: 'Integration sync',
    category: 'Setup',
    kind: 'other',
    popularity: 3,
    role: 'admin',
  },
  { id: 'invite', name: 'Teammate invited', category: 'Setup', kind: 'other', popularity: 1, role: 'admin' },
  {
    id: 'settings',
    name: 'Settings changed',
    category: 'Setup',
    kind: 'other',
    popularity: 1.5,
    role: 'admin',
  },
];

/**
 * @typedef {object} Segment
 * @property {string} name
 * @property {number} share of all accounts
 * @property {readonly [number, number]} seats at the start, drawn evenly on a log scale
 * @property {string} plan
 * @property {number} seatPrice a month
 * @property {number} platformPrice a month
 * @property {readonly (readonly [number, number])[]} terms billing months with their weight
 * @property {number} champions
 * @property {number} touchEvery days between two calls by the team that need no reason
 * @property {number} attention how often somebody finds the time to help in a week in which it looks poor
 */

/** @type {readonly Segment[]} */
export const segments = [
  {
    name: 'SMB',
    share: 0.56,
    seats: [3, 11],
    plan: 'Starter',
    seatPrice: 96,
    platformPrice: 0,
    terms: [
      [1, 6],
      [12, 4],
    ],
    champions: 1,
    touchEvery: 400,
    attention: 0.07,
  },
  {
    name: 'Mid-market',
    share: 0.33,
    seats: [8, 25],
    plan: 'Growth',
    seatPrice: 155,
    platformPrice: 450,
    terms: [
      [1, 1],
      [6, 2],
      [12, 7],
    ],
    champions: 1,
    touchEvery: 110,
    attention: 0.22,
  },
  {
    name: 'Enterprise',
    share: 0.11,
    seats: [24, 82],
    plan: 'Enterprise',
    seatPrice: 225,
    platformPrice: 2400,
    terms: [[12, 1]],
    champions: 2,
    touchEvery: 55,
    attention: 0.4,
  },
];

/** Add-ons: product, share of accounts that take it, price a seat and month. */
export const addOns = /** @type {const} */ ([
  { product: 'Analytics add-on', share: 0.22, seatPrice: 14 },
  { product: 'Field app add-on', share: 0.3, seatPrice: 9 },
]);

/** The managers who look after the accounts, with the share of the book each one has. */
export const managers = /** @type {const} */ ([
  { name: 'Maya Lindqvist', email: 'maya.lindqvist@steward.example', share: 24 },
  { name: 'Tomás Oyelaran', email: 'tomas.oyelaran@steward.example', share: 22 },
  { name: 'Priya Haddad', email: 'priya.haddad@steward.example', share: 20 },
  { name: 'Jonas Whitlock', email: 'jonas.whitlock@steward.example', share: 18 },
  { name: 'Amira Castellano', email: 'amira.castellano@steward.example', share: 16 },
]);
