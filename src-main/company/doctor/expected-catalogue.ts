import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StewardError } from '../../lib/steward-error';
import { migrationsFolder } from '../migrations';
import { type CatalogueObject, companySchema, type Kind, kinds, type Properties } from './catalogue';

/**
 * What each object is after which migration: by kind, name and the migration that made it so; null where that one took it
 * away. Written from databases that were migrated step by step (test/company/catalogue.test.ts), so no migration is
 * forgotten.
 */
export type CatalogueHistory = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, Properties | null>>>>>
>;

export const catalogueFile = 'catalogue.json';

/** @throws StewardError `internal` when the file is missing beside the migrations */
export function readCatalogueHistory(folder: string = migrationsFolder()): CatalogueHistory {
  const file = join(folder, catalogueFile);
  if (!existsSync(file)) {
    throw new StewardError(
      'internal',
      `${catalogueFile} is missing beside the migrations. Install Steward again.`,
    );
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The schema as the migrations up to this version make it. */
export function expectedCatalogue(history: CatalogueHistory, version: number): CatalogueObject[] {
  return kinds.flatMap((kind) =>
    Object.entries(history[kind] ?? {}).flatMap(([name, steps]) => {
      const properties = propertiesAt(steps, version);
      const parent = parentOf(kind, name, properties);
      const reference = referenceOf(kind, name, parent);
      return properties === null ? [] : [{ kind, name, label: name, parent, reference, properties }];
    }),
  );
}

/** What an object is, or no longer is, after migrations that come after this version. */
export function laterStates(
  history: CatalogueHistory,
  kind: Kind,
  name: string,
  version: number,
): (Properties | null)[] {
  const steps = Object.entries(history[kind]?.[name] ?? {});
  return steps.filter(([step]) => Number(step) > version).map(([, properties]) => properties);
}

function propertiesAt(
  steps: Readonly<Record<string, Properties | null>>,
  version: number,
): Properties | null {
  const done = Object.entries(steps)
    .filter(([step]) => Number(step) <= version)
    .sort(([a], [b]) => Number(b) - Number(a));
  return done[0]?.[1] ?? null;
}

const parts: readonly Kind[] = ['column', 'constraint', 'index', 'policy', 'trigger', 'rule'];

function parentOf(kind: Kind, name: string, properties: Properties | null): string | null {
  if (kind === 'sequence') return properties?.['of'] ?? null;
  if (kind === 'partition') return name.replace(/_(\*|default)$/, '');
  return parts.includes(kind) ? (name.split('.')[0] ?? null) : null;
}

function referenceOf(kind: Kind, name: string, parent: string | null): string {
  if (kind === 'role' || kind === 'role membership' || kind === 'schema') return name;
  if (kind === 'default privileges') return name.split(' ')[0] ?? name;
  return `${companySchema}.${parts.includes(kind) ? parent : name}`;
}
