import type { AuditFinding } from '../../../src-preload/contract/audit/audit-finding';
import { spellDay } from '../../../src-preload/contract/words';
import type { HeadProblem } from '../../lib/audit/judge-head';
import type { CompanyCalendar } from '../../lib/company-calendar';
import { companyCalendar } from '../copy/company-calendar';
import type { ReadDb } from '../types';

const most = 50;

interface Row {
  readonly chain: number;
  readonly number: number;
  readonly seenAt: number;
  readonly problem: HeadProblem;
  readonly presentNumber: number;
  readonly noticedAt: number;
  readonly account: string | null;
}

/** Chains of the company's audit that are not what this desktop remembers of them, in words. */
export function readAuditFindings(db: ReadDb): { findings: AuditFinding[]; total: number } {
  const calendar = companyCalendar(db);
  const rows = db
    .prepared<[number], Row>(
      `select h.chain, h.number, h.seen_at as seenAt, h.problem, coalesce(h.present_number, 0) as presentNumber,
              coalesce(h.noticed_at, h.seen_at) as noticedAt, o.name as account
         from audit_heads h left join organizations o on o.organization_id = h.chain
        where h.problem is not null order by h.chain limit ?`,
    )
    .all(most);
  const total =
    db.prepared<[], number>('select count(*) from audit_heads where problem is not null').pluck().get() ?? 0;
  return { findings: rows.map((row) => findingOf(row, calendar)), total };
}

function findingOf(row: Row, calendar: CompanyCalendar): AuditFinding {
  return {
    chain: row.chain,
    accountId: row.account === null ? null : row.chain,
    problem: row.problem,
    noticedAt: row.noticedAt,
    words: `${wordsOf(row)} This computer remembers row ${row.number}, seen on ${spellDay(calendar.dayOf(row.seenAt))}.`,
  };
}

function wordsOf({ problem, number, presentNumber, chain, account }: Row): string {
  const place = placeOf(chain, account);
  if (problem === 'rewritten')
    return `The audit of ${place} was written anew: a row of it is another than it was.`;
  if (presentNumber === 0)
    return `The audit of ${place} is gone: the company’s database has no row of it any more.`;
  const left =
    presentNumber < number ? `its last one is row ${presentNumber}` : `row ${number} is among them`;
  return `The audit of ${place} was cut: rows of it are gone, and ${left}.`;
}

function placeOf(chain: number, account: string | null): string {
  if (chain === 0) return 'the company';
  if (chain === -1) return 'views';
  return account ?? `account number ${chain}`;
}
