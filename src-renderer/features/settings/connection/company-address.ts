/** An address of the company's database as it is shown: everything but the password. */
interface CompanyAddress {
  host: string | null;
  port: number | null;
  database: string | null;
  login: string | null;
}

/** `postgres://login@host:port/database`; empty when no host is known. */
export function addressText({ host, port, database, login }: CompanyAddress): string {
  if (host === null) return '';
  const user = login ? `${encodeURIComponent(login)}@` : '';
  return `postgres://${user}${host}${port === null ? '' : `:${port}`}/${encodeURIComponent(database ?? '')}`;
}

/** A pasted address may carry the password: it moves out of sight. Text that is no address stays as it is. */
export function withoutPassword(text: string): { address: string; password: string | null } {
  if (!URL.canParse(text)) return { address: text, password: null };
  const url = new URL(text);
  if (url.password === '') return { address: text, password: null };
  const password = unescaped(url.password);
  url.password = '';
  return { address: url.href, password };
}

// A password pasted as it is may hold a % that begins no escape.
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The whole address for the host, or what is wrong with it in a sentence. */
export function wholeAddress(address: string, password: string): { url: string } | { problem: string } {
  const form = 'write it as postgres://login@server:5432/database';
  const text = address.trim();
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) return { problem: form };
  const url = new URL(text);
  if (url.hostname === '') return { problem: `the server is missing; ${form}` };
  if (url.username === '') return { problem: `the login is missing; ${form}` };
  if (url.pathname.length <= 1) return { problem: `the database is missing; ${form}` };
  // A URL escapes what would end the password, but not the sign of an escape itself.
  if (password !== '') url.password = encodeURIComponent(password);
  return { url: url.href };
}
