import pg from 'pg';

/** Whether the server lets a login in with this password. @param url of the database, as whoever it is */
export async function comesIn(url: string, login: string, password: string): Promise<boolean> {
  const address = new URL(url);
  address.username = login;
  address.password = encodeURIComponent(password);
  const client = new pg.Client({ connectionString: address.href });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}
