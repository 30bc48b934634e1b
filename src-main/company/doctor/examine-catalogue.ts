import type { ClientBase } from 'pg';
import { readMigrations } from '../migrations';
import type { Kind } from './catalogue';
import { checkOfKind, soundWords } from './checks';
import { compareCatalogue } from './compare-catalogue';
import { describeDifference } from './describe-difference';
import { type CatalogueHistory, expectedCatalogue, readCatalogueHistory } from './expected-catalogue';
import { doubtful, type Finding, passed } from './finding';
import { readCatalogue } from './read-catalogue';

/**
 * The live catalogue beside what the migrations up to `version` make. One finding for each object and check; none at all
 * for a schema of a later Steward, of which this one knows nothing.
 */
export async function examineCatalogue(client: ClientBase, version: number): Promise<Finding[]> {
  if (version > readMigrations().length) return [];
  const history = readCatalogueHistory();
  const live = await readCatalogue(client, companyRoles(history));
  const views = expectedCatalogue(history, version).filter(({ kind }) => kind === 'view');
  const findings = compareCatalogue(live, history, version).flatMap((one) => describeDifference(one, views));
  const unseen = live.hidden.map(describeHidden);
  const found = new Set([...findings, ...unseen].map(({ check }) => check));
  const good = Object.entries(soundWords).filter(([check]) => !found.has(check));
  return [...findings, ...unseen, ...good.map(([check, text]) => passed(check, text))];
}

/** Without logins: those that the migrations make. */
export function companyRoles(history: CatalogueHistory): string[] {
  return Object.keys(history['role'] ?? {});
}

function describeHidden(kind: Kind): Finding {
  return doubtful(
    checkOfKind(kind),
    `The server does not show this login its catalogue, so nobody looked at: ${kind}.`,
    'Let an administrator run `steward doctor`, whose login is shown all of it.',
  );
}
