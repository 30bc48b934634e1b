import type { ClientBase } from 'pg';

/** All that the action does to the company's database, or, where it throws, nothing. @throws what the action throws */
export async function inTransaction<T>(client: ClientBase, action: () => Promise<T>): Promise<T> {
  await client.query('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE');
  try {
    const result = await action();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {}); // a lost connection says so by the error itself
    throw error;
  }
}
