import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes a company folder, a temporary one by default; each value is a file's whole content. Returns the folder. */
export function writeCsvFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  folder?: string,
): string {
  const path = folder ?? makeTemporaryFolder();
  mkdirSync(path, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}

/** The lines of a CSV file as its text. */
export function csv(...lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

const made: string[] = [];
process.once('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

function makeTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'steward-csv-'));
  made.push(folder);
  return folder;
}

/** Acme (Ann's, users u1 and u2) and Bolt (Bob's, user u1), with the features login and export. */
export const twoAccounts = {
  'features.csv': csv('feature_id,name,category,kind', 'login,Log in,,core', 'export,Export,data,outcome'),
  'organizations.csv': csv(
    'organization_id,name,segment,created_at,owner_email,owner_name',
    'acme,Acme,SMB,2025-01-01,Ann@x.org,Ann',
    'bolt,Bolt,Enterprise,2025-02-01T08:30:00+02:00,bob@x.org,Bob',
  ),
  'users.csv': csv(
    'user_id,organization_id,name,role',
    'u1,acme,Una,champion',
    'u2,acme,Udo,',
    'u1,bolt,Uma,admin',
  ),
};
