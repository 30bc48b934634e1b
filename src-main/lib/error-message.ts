/** What an error says, whatever was thrown. For logs and administrators: it may name paths and SQL. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
