import { z } from 'zod';
import type { ChangedFields, OperationSubject } from '../../lib/operations/operation';
import { readExternalId } from '../accounts/organization-ids';
import { readCompanyId } from '../copy/company-id';
import type { Tx } from '../types';

const changedSchema = z.record(z.string(), z.number());

/** @param text JSON as the company keeps it: the version in which each field changed last */
export function changedFields(text: string): ChangedFields {
  return changedSchema.catch({}).parse(JSON.parse(text));
}

/** The account of a copied row, as entries keep it. */
export function copiedSubject(tx: Tx, organizationId: number): OperationSubject {
  return {
    companyId: readCompanyId(tx),
    organizationId,
    externalId: readExternalId(tx, organizationId) ?? '',
  };
}

/** The account of an entry, in the columns of the tables that screens read. */
export function subjectValues({ companyId, organizationId, externalId }: OperationSubject) {
  return {
    company_id: companyId,
    organization_id: organizationId,
    organization_external_id: externalId,
  };
}
