import type pg from 'pg';
import type { ErrorCode } from '../../src-preload/contract/wire/errors';
import type { DecimalMark } from '../lib/dressed-number';
import { errorCode } from '../lib/error-code';
import { errorMessage } from '../lib/error-message';
import { StewardError } from '../lib/steward-error';
import { readZone } from './change-zone';
import { type CompanyFolder, openCompanyFolder, refuseUnsettled } from './company-folder';
import type { Completeness } from './complete-file';
import { connectCompany } from './connect-company';
import { loadFolder } from './load-folder';
import type { LoadProgress, LoadReport } from './load-report';
import { migrateCompany } from './migrate-company';
import { chooseSetAsideFolder } from './set-aside-folder';

export interface CreateCompanyOptions {
  /** Address of the database; made if the server doesn't have it. */
  readonly url: string;
  /** Folder of CSV files to load. */
  readonly from?: string;
  /** Where rows go that can't be taken; `set-aside` in the folder by default. */
  readonly setAside?: string;
  /** The decimal mark of the numbers; each column shows its own by default. */
  readonly decimal?: DecimalMark;
  /** IANA name of the zone of times that name no offset; the company's by default. */
  readonly zone?: string;
  /** Files that hold every row there is: what they no longer hold is removed. */
  readonly complete?: Completeness;
  readonly onProgress?: (progress: LoadProgress) => void;
  readonly signal?: AbortSignal;
  /** ms since 1970; the machine's clock by default. */
  readonly now?: () => number;
}

/** PostgreSQL's codes for a connection that failed or a server that went down, and the system's for a cut line. */
const lostConnection = /^(08|57P)|^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)/;

/**
 * Makes the company's schema at the address, or brings it up to date, and loads a folder of CSV files. Run again, it
 * changes what the files say differently and adds what is new.
 * @throws StewardError with what to do, for an address, a schema or a folder that can't be used; `cancelled` when the
 *   signal ends it (what was loaded by then stays)
 */
export async function createCompany(options: CreateCompanyOptions): Promise<LoadReport> {
  const began = performance.now();
  const complete = options.complete ?? { tables: [], acceptDeletions: false, acceptSetAside: false };
  // A folder that can't be loaded should not leave a schema behind.
  const source = options.from === undefined ? undefined : await openSource(options.from, options.setAside);
  refuseMissing(complete, source?.folder);
  const client = await connectCompany(options.url, { createDatabase: true });
  const others: pg.Client[] = [];
  try {
    const schema = await migrateCompany(client);
    const zone = options.zone ?? (await readZone(client));
    const loaded =
      source === undefined
        ? { files: [], ignoredFiles: [], setAsideFolder: null, money: null }
        : await loadFolder(client, source.folder, {
            setAsideFolder: source.setAsideFolder,
            now: (options.now ?? Date.now)(),
            onProgress: options.onProgress ?? (() => {}),
            signal: options.signal,
            // Nobody can have read a company that was made just now.
            unread: schema.from === 0,
            decimal: options.decimal,
            zone,
            openSession: async () => {
              const session = await connectCompany(options.url);
              others.push(session);
              return session;
            },
            complete,
          });
    return { schema, ...loaded, zone, seconds: (performance.now() - began) / 1000 };
  } catch (error) {
    throw explainFailure(error, options.signal);
  } finally {
    // A lost connection has been told already.
    await Promise.allSettled([client, ...others].map((session) => session.end()));
  }
}

function refuseMissing({ tables }: Completeness, folder: CompanyFolder | undefined): void {
  const missing = tables.find((table) => !folder?.files.some((file) => file.table.name === table));
  if (missing === undefined) return;
  throw new StewardError(
    'invalid_input',
    `--complete names ${missing}, but there is no ${missing}.csv to load. Name the folder with --from, or leave ${missing} out.`,
  );
}

async function openSource(
  from: string,
  setAside: string | undefined,
): Promise<{ folder: CompanyFolder; setAsideFolder: string }> {
  const folder = await openCompanyFolder(from);
  await refuseUnsettled(folder, Date.now());
  return { folder, setAsideFolder: await chooseSetAsideFolder(folder, setAside) };
}

function explainFailure(error: unknown, signal: AbortSignal | undefined): unknown {
  const explained = (code: ErrorCode, message: string) =>
    new StewardError(code, message, undefined, { cause: error });
  if (signal?.aborted) {
    return explained('cancelled', 'The load was stopped. What was loaded stays; run it again to go on.');
  }
  if (error instanceof StewardError) return error;
  const code = errorCode(error);
  if (code === '42501') {
    return explained(
      'forbidden',
      `This login may not do that (${errorMessage(error)}). Use one that owns the schema, or one in the role cs_loader.`,
    );
  }
  if (code === '53100')
    return explained('not_ready', 'The disk of the database is full. Make room and run it again.');
  if (lostConnection.test(code) || /Connection terminated|not queryable/.test(errorMessage(error))) {
    return explained(
      'offline',
      `The connection to the database was lost (${errorMessage(error)}). What was loaded stays; run it again to go on.`,
    );
  }
  return error;
}
