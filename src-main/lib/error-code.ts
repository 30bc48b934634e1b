/**
 * The code that PostgreSQL (SQLSTATE), SQLite or the network gave an error; empty where it has none. Of several errors,
 * one for each address of a host, it is the first one's; of an error without a code, as a query builder throws it around
 * what the database said, that of its cause.
 */
export function errorCode(error: unknown): string {
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  if (!(first instanceof Error)) return '';
  return 'code' in first && typeof first.code === 'string' ? first.code : errorCode(first.cause);
}
