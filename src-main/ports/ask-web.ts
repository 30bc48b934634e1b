import { errorMessage } from '../lib/error-message';

export interface WebQuestion {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  /** Of a form; a GET has none. */
  readonly form?: Readonly<Record<string, string>>;
  /** Milliseconds for the whole answer. */
  readonly patience: number;
}

export interface WebAnswer {
  readonly status: number;
  /** Its first 64 kB. */
  readonly text: string;
}

/** What an answer may hold that anybody reads. */
const mostBytes = 65_536;

/** Nobody answered, with what the network says of it. */
export class NoAnswer extends Error {}

/** Asks an address that a person gave, without cookies and without following where it leads. @throws NoAnswer */
export async function askWeb({ url, method, form, patience }: WebQuestion): Promise<WebAnswer> {
  try {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      credentials: 'omit',
      signal: AbortSignal.timeout(patience),
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
    return { status: response.status, text: await beginning(response) };
  } catch (cause) {
    throw new NoAnswer(reasonOf(cause), { cause });
  }
}

async function beginning({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= mostBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8');
}

function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'no answer came in time';
  // fetch says “fetch failed”, and why in its cause.
  return errorMessage(error instanceof Error ? (error.cause ?? error) : error);
}
