import type { ClientBase } from 'pg';
import { counted } from '../../../src-preload/contract/words';
import { doubtful, type Finding, failed, passed } from '../doctor/finding';
import { inTransaction } from '../in-transaction';
import { type AuditHead, readAuditHeads } from './audit-heads';
import { type AuditProblem, anchorAuditAnew, findAuditProblems } from './audit-problems';
import { atTheAudit } from './audit-session';
import { readAuditTime } from './read-audit';

export interface AuditCheck {
  /** Heads as somebody saw them earlier. */
  readonly remembered: readonly AuditHead[];
  /** Given, what is wrong is accepted for this reason. */
  readonly reason?: string;
  /** Stops it. */
  readonly signal?: AbortSignal;
  /** Hears how many of all rows have been looked at. */
  readonly onProgress?: (doneRows: number, totalRows: number) => void;
}

export interface AuditVerdict {
  readonly findings: readonly Finding[];
  /** Of now, to be remembered. */
  readonly heads: readonly AuditHead[];
  /** Until when it holds: when it began, in milliseconds since 1970 by the company's clock. */
  readonly until: number;
}

/**
 * Whether the company's audit is as it was written, and as it is remembered. What is written meanwhile is not in question.
 * @throws StewardError as `atTheAudit`
 */
export function verifyAudit(url: string, check: AuditCheck): Promise<AuditVerdict> {
  return atTheAudit(url, (client) => verified(client, check), check.signal);
}

async function verified(client: ClientBase, check: AuditCheck): Promise<AuditVerdict> {
  const { remembered, reason, onProgress } = check;
  // A stretch may take long; a desktop that has gone away ends it.
  await client.query(`SET statement_timeout = 0; SET client_connection_check_interval = '5s'`);
  const until = await readAuditTime(client);
  const anchored =
    reason === undefined ? 0 : await inTransaction(client, () => anchorAuditAnew(client, reason, remembered));
  const problems = await findAuditProblems(client, remembered, onProgress);
  const names = await namesOf(client, problems);
  return {
    findings: [
      ...(anchored > 0 ? [passed('audit', `Anchored anew: ${counted(anchored, 'chain')}.`)] : []),
      ...judge(problems, names),
    ],
    heads: await readAuditHeads(client),
    until,
  };
}

function judge(problems: readonly AuditProblem[], names: ReadonlyMap<number, string>): Finding[] {
  const open = problems.filter(({ accepted }) => !accepted);
  const past = problems.length - open.length;
  const accepted =
    past === 0
      ? []
      : [
          doubtful(
            'audit',
            `${counted(past, 'break')} was accepted when the audit was anchored anew.`,
            readWhy,
          ),
        ];
  if (open.length === 0) return [...accepted, passed('audit', 'Every chain of the audit is whole.')];
  return [
    ...accepted,
    ...open.map((problem) => failed('audit', describe(problem, names.get(problem.chain)), whatToDo)),
  ];
}

const readWhy = `The reason is in the audit: rows of the kind re-anchor.`;
const whatToDo =
  'Find out who had a superuser’s or the owner’s rights, and compare with a backup. If it has a good reason, such as a restored dump: `steward doctor --audit --re-anchor --reason "…"`.';

const words = {
  edited: 'was changed after it was written',
  removed: 'does not follow the one before it: rows in between are gone',
  forked: 'is another than the chain, or what is remembered of it, says',
  cut: 'is the last that is left: rows after it are gone',
} as const;

function describe({ chain, number, problem }: AuditProblem, account: string | undefined): string {
  const place = placeOf(chain, account);
  if (number === 0) return `All rows of ${place} are gone.`;
  return `Row ${number} of ${place} ${words[problem]} (${problem}).`;
}

function placeOf(chain: number, account: string | undefined): string {
  if (chain === 0) return 'the company’s audit';
  if (chain === -1) return 'the audit of views';
  return `the audit of account ${account ?? `number ${chain}`}`;
}

async function namesOf(client: ClientBase, problems: readonly AuditProblem[]): Promise<Map<number, string>> {
  const { rows } = await client.query<{ id: number; name: string }>(
    'SELECT organization_id AS id, external_id AS name FROM customer_success.organizations WHERE organization_id = ANY ($1)',
    [[...new Set(problems.map(({ chain }) => chain))]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
