/** One statement that sets something right. */
export interface Statement {
  readonly sql: string;
  /** The schema's owner, whose everything in it shall be; or the login itself, where the owner may not. */
  readonly as: 'owner' | 'login';
  /** What to try where the statement is refused. */
  readonly otherwise?: string;
}

export function asOwner(sql: string, otherwise?: string): Statement {
  return otherwise === undefined ? { sql, as: 'owner' } : { sql, as: 'owner', otherwise };
}

export function asLogin(sql: string): Statement {
  return { sql, as: 'login' };
}
