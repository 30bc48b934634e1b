import type { Import } from './imports';

/** What one room may import. */
interface Room {
  /** Its folder or file; the longest match decides. */
  path: string;
  /** Rooms it may import anything of. Itself always. */
  uses: readonly string[];
  /** Rooms it may take types from, which leave no trace at run time. */
  typesOf?: readonly string[];
  /** Packages and built-in modules: all of them, or only these (`node:*` stands for every built-in). */
  packages?: readonly string[];
}

const leaves = ['src-main/lib', 'src-preload/contract'] as const;
/** What every room that works on the copy stands on. */
const ground = [...leaves, 'src-main/store', 'src-main/ports'] as const;

/**
 * The rooms, and which way data flows through them: company -> sync -> store -> engines -> actions -> outbox ->
 * delivery; screens look in through one door. An import follows that way and never turns back.
 */
export const rooms: readonly Room[] = [
  { path: 'src-preload/contract', uses: [], packages: ['zod'] },
  { path: 'src-preload', uses: ['src-preload/contract'], packages: ['electron'] },

  { path: 'src-main/lib', uses: ['src-preload/contract'] },
  { path: 'src-main/ports', uses: leaves },
  // Engines give reasons in whole sentences, and those say figures and days as every other sentence does: of the code of
  // the contract they run its words, which are pure, and nothing else.
  {
    path: 'src-main/engines',
    uses: ['src-main/lib', 'src-preload/contract/words.ts'],
    typesOf: ['src-preload/contract'],
    packages: [],
  },
  // Zones are Temporal's, whose stand-in serves where the runtime has none; cron texts are read by croner, and no more.
  {
    path: 'src-main/engines/schedule',
    uses: ['src-main/lib', 'src-preload/contract/words.ts'],
    typesOf: ['src-preload/contract'],
    packages: ['temporal-polyfill', 'croner'],
  },
  // When a step is due, schedules reckon.
  {
    path: 'src-main/engines/sequences',
    uses: ['src-main/lib', 'src-preload/contract/words.ts', 'src-main/engines/schedule'],
    typesOf: ['src-preload/contract'],
    packages: [],
  },
  { path: 'src-main/store', uses: leaves, typesOf: ['src-main/engines'] },
  { path: 'src-main/reports', uses: [...leaves, 'src-main/store'], typesOf: ['src-main/work'] },
  { path: 'src-main/templates', uses: [...leaves, 'src-main/ports/thread'] },
  { path: 'src-main/company', uses: [...leaves, 'src-main/ports'] },
  { path: 'src-main/sync/wire', uses: ground },
  { path: 'src-main/sync/push', uses: [...ground, 'src-main/sync/wire'], typesOf: ['src-main/actions'] },
  { path: 'src-main/sync/pull', uses: [...ground, 'src-main/sync/wire'] },
  { path: 'src-main/sync/load', uses: [...ground, 'src-main/sync/wire', 'src-main/sync/pull'] },
  {
    path: 'src-main/sync/loop',
    uses: [...ground, 'src-main/sync/wire', 'src-main/sync/pull', 'src-main/sync/load', 'src-main/sync/push'],
  },
  { path: 'src-main/sync', uses: ground },
  { path: 'src-main/delivery', uses: ground, typesOf: ['src-main/actions'] },
  // Of the store, what holds the jobs' own rows: the runner knows no domain. When they are due is the schedule's to say.
  {
    path: 'src-main/jobs',
    uses: [
      ...leaves,
      'src-main/engines/schedule',
      'src-main/ports',
      'src-main/store/jobs',
      'src-main/store/types.ts',
      'src-main/store/write-transaction.ts',
    ],
  },
  {
    path: 'src-main/actions',
    uses: [...leaves, 'src-main/engines', 'src-main/store', 'src-main/jobs', 'src-main/ports'],
  },
  {
    path: 'src-main/work',
    uses: [
      ...leaves,
      'src-main/engines',
      'src-main/store',
      'src-main/actions',
      'src-main/jobs',
      'src-main/ports',
      'src-main/templates',
    ],
  },
  {
    path: 'src-main/api',
    uses: [
      ...leaves,
      'src-main/actions',
      'src-main/company',
      'src-main/jobs',
      'src-main/ports',
      'src-main/reports',
      'src-main/store',
      'src-main/work',
    ],
    typesOf: ['src-main/sync', 'src-main/delivery'],
  },
  {
    path: 'src-main/host',
    uses: [
      ...leaves,
      'src-main/actions',
      'src-main/api',
      'src-main/company',
      'src-main/delivery',
      'src-main/engines',
      'src-main/jobs',
      'src-main/ports',
      'src-main/reports',
      'src-main/store',
      'src-main/sync',
      'src-main/work',
    ],
  },

  { path: 'src-main/app', uses: ['src-preload/contract'] },
  { path: 'src-main/ipc', uses: ['src-preload/contract', 'src-main/app'] },
  { path: 'src-main/index.ts', uses: [...leaves, 'src-main/app', 'src-main/ipc'] },

  { path: 'src-renderer/ui', uses: ['src-preload/contract'] },
  {
    path: 'src-renderer/api',
    uses: ['src-preload/contract', 'src-renderer/ui'],
    typesOf: ['src-main/api'],
  },
  {
    path: 'src-renderer/features',
    uses: ['src-preload/contract', 'src-renderer/ui', 'src-renderer/api'],
    typesOf: ['src-main/api'],
  },
  {
    path: 'src-renderer',
    // It says of itself which version it is, and what is new in it.
    uses: [
      ...['src-preload/contract', 'src-renderer/ui', 'src-renderer/api', 'src-renderer/features'],
      ...['package.json', 'CHANGELOG.md'],
    ],
    typesOf: ['src-main/api'],
  },

  { path: 'tools', uses: [] },
];

/** Packages that only some rooms may touch, whatever else they may import. */
const guarded: Record<string, readonly string[]> = {
  electron: ['src-main/app', 'src-main/ipc', 'src-main/index.ts', 'src-preload'],
  'better-sqlite3': ['src-main/store'],
  pg: ['src-main/company', 'src-main/sync', 'src-main/delivery', 'src-main/host', 'tools'],
  react: ['src-renderer'],
};

export function roomOf(path: string): Room | undefined {
  return rooms
    .filter((room) => isIn(path, room.path))
    .sort((a, b) => b.path.length - a.path.length)
    .at(0);
}

/** Why an import is not allowed, in words; null when it is. */
export function problemOf(one: Import): string | null {
  const room = roomOf(one.from);
  if (!room) return `${one.from} is in no room: add its folder to the rooms`;
  if (!one.inCheckout) return packageProblem(one, room);
  const [feature, other] = [featureOf(one.from), featureOf(one.to)];
  if (feature !== null && other !== null && feature !== other)
    return `${one.from} is of the feature ${feature}, which may not import ${one.to}`;
  if (isIn(one.to, room.path) && roomOf(one.to) === room) return null;
  if (room.uses.some((path) => isIn(one.to, path))) return null;
  const types = room.typesOf?.some((path) => isIn(one.to, path)) ?? false;
  if (types && one.typeOnly) return null;
  const may = types ? 'may take only types from' : 'may not import';
  return `${one.from} is in ${room.path}, which ${may} ${one.to}`;
}

/** The screen a file belongs to: what stands directly in the folder of the features is of no screen and shared by none. */
function featureOf(path: string): string | null {
  return /^src-renderer\/features\/([^/]+)/.exec(path)?.[1] ?? null;
}

function packageProblem(one: Import, room: Room): string | null {
  const guards = guarded[one.to];
  const barred = guards ? !guards.some((path) => isIn(one.from, path)) : false;
  const known = room.packages?.some(
    (name) => name === one.to || (name === 'node:*' && one.to.startsWith('node:')),
  );
  if (!barred && known !== false) return null;
  return `${one.from} is in ${room.path}, which may not import the package ${one.to}`;
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
