import type { ClientBase } from 'pg';

/** A session at the company's database, for those who hand it on and say nothing to it themselves. */
export type CompanySession = ClientBase;
