import type { ClientBase } from 'pg';
import { counted } from '../../../src-preload/contract/words';
import { errorCode } from '../../lib/error-code';
import { StewardError } from '../../lib/steward-error';
import { connectCompany } from '../connect-company';
import { doubtful, type Finding, failed, passed } from '../doctor/finding';
import { useOwnSettings } from '../doctor/own-settings';
import { inTransaction } from '../in-transaction';
import { type AuditHead, readAuditHeads } from './audit-heads';
import { type AuditProblem, anchorAuditAnew, findAuditProblems } from './audit-problems';

export interface AuditCheck {
  /** Heads as somebody saw them earlier. */
  readonly remembered: readonly AuditHead[];
  /** Given, what is wrong is accepted for this reason. */
  readonly reason?: string;
}

export interface AuditVerdict {
  readonly findings: readonly Finding[];
  /** Of now, to be remembered. */
  readonly heads: readonly AuditHead[];
}

/**
 * Whether the company's audit is as it was written, and as it is remembered.
 * @throws StewardError as `connectCompany`; `forbidden` for a login that may not; `not_ready` for a company without an audit
 */
export async function verifyAudit(url: string, { remembered, reason }: AuditCheck): Promise<AuditVerdict> {
  const client = await connectCompany(url, { writesRows: false });
  try {
    await useOwnSettings(client);
    await client.query('SET statement_timeout = 0');
    const anchored =
      reason === undefined
        ? 0
        : await inTransaction(client, () => anchorAuditAnew(client, reason, remembered));
    const problems = await findAuditProblems(client, remembered);
    const names = await namesOf(client, problems);
    return {
      findings: [
        ...(anchored > 0 ? [passed('audit', `Anchored anew: ${counted(anchored, 'chain')}.`)] : []),
        ...judge(problems, names),
      ],
      heads: await readAuditHeads(client),
    };
  } catch (error) {
    throw explained(error);
  } finally {
    await client.end().catch(() => {}); // what was found, or written, is complete
  }
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
    [problems.map(({ chain }) => chain)],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const denied = '42501';
const undefinedThings = /^(42883|42P01|3F000)$/;

function explained(error: unknown): unknown {
  const code = errorCode(error);
  if (code === denied) {
    return new StewardError(
      'forbidden',
      'This login may not do that with the audit: an admin who sees every account verifies it, and the login that made the company anchors it anew.',
      undefined,
      { cause: error },
    );
  }
  if (undefinedThings.test(code)) {
    return new StewardError(
      'not_ready',
      'This company has no audit yet. Run `steward company create --url …` with a login that owns the database.',
      undefined,
      { cause: error },
    );
  }
  return error;
}
