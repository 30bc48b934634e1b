import type { ClientBase } from 'pg';

const open = new WeakSet<ClientBase>();

/**
 * All that the action does to the company's database, or, where it throws, nothing. Within another of the same session it
 * is a part of it, which may fail alone. @throws what the action throws
 */
export async function inTransaction<T>(client: ClientBase, action: () => Promise<T>): Promise<T> {
  if (open.has(client)) return inPart(client, action);
  await client.query('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE');
  open.add(client);
  try {
    const result = await action();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {}); // a lost connection says so by the error itself
    throw error;
  } finally {
    open.delete(client);
  }
}

async function inPart<T>(client: ClientBase, action: () => Promise<T>): Promise<T> {
  await client.query('SAVEPOINT part');
  try {
    const result = await action();
    await client.query('RELEASE part');
    return result;
  } catch (error) {
    await client.query('ROLLBACK TO part; RELEASE part').catch(() => {});
    throw error;
  }
}
