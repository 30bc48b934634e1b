import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** What the files of one run of tests share. */
    folderOfRun: string;
  }
}

/** A folder that the servers' user gets into, too. */
export function makeFolderOfRun(): string {
  const folder = mkdtempSync(join(tmpdir(), 'steward-run-'));
  chmodSync(folder, 0o755);
  return folder;
}

export function setup(project: TestProject): () => void {
  const folder = makeFolderOfRun();
  project.provide('folderOfRun', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
