import type { AuditVerification } from '../../src-preload/contract/audit/audit';
import type { AuditVerifier } from '../api/context';
import type { AuditHead } from '../company/audit/audit-heads';
import { type AuditVerdict, verifyAudit } from '../company/audit/verify-audit';
import { worstFirst } from '../company/doctor/finding';
import { StewardError } from '../lib/steward-error';

const never: AuditVerification = {
  state: 'never',
  doneRows: 0,
  totalRows: 0,
  until: null,
  findings: [],
  problem: null,
};
const mostFindings = 50;

/**
 * Looks through every chain of the company's audit, one look at a time, by the code of `steward doctor --audit`.
 * @param remembered heads as this desktop saw them
 */
export function createAuditVerifier(remembered: () => readonly AuditHead[]): AuditVerifier {
  let standing = never;
  let looking: AbortController | null = null;

  async function look(url: string, stop: AbortController): Promise<void> {
    try {
      const verdict = await verifyAudit(url, {
        remembered: remembered(),
        signal: stop.signal,
        onProgress: (doneRows, totalRows) => {
          standing = { ...standing, doneRows, totalRows };
        },
      });
      standing = { ...standing, ...told(verdict) };
    } catch (error) {
      const isCancelled = error instanceof StewardError && error.code === 'cancelled';
      standing = {
        ...standing,
        state: isCancelled ? 'cancelled' : 'failed',
        problem: error instanceof StewardError ? error.message : unknownProblem,
      };
    } finally {
      looking = null;
    }
  }

  return {
    standing: () => standing,
    begin(url) {
      if (looking !== null) return;
      looking = new AbortController();
      standing = { ...never, state: 'running' };
      void look(url, looking);
    },
    cancel: () => looking?.abort(),
  };
}

function told({ findings, until }: AuditVerdict): Partial<AuditVerification> {
  return { state: 'done', until, findings: worstFirst(findings, mostFindings) };
}

const unknownProblem =
  'The audit could not be looked through, for a reason that Steward does not know. Nothing was changed; try again.';
