import type { Connection } from './connect';
import { createTupleParser, type Tuple } from './copy-tuples';

/**
 * Streams the rows of a query out of the company's database, decoded, in the pieces they arrive in. When it ends
 * without an error the server has said that the copy is complete, and its count of rows is the one received.
 * @param select a SELECT without parameters (COPY takes none)
 * @param columns fields of each row
 * @param decode must not keep the tuple
 */
export async function* copyOut<T>(
  connection: Connection,
  select: string,
  columns: number,
  decode: (tuple: Tuple) => T,
): AsyncGenerator<T[], void, undefined> {
  const { cut, silenceTimeout } = connection;
  let decoded: T[] = [];
  const parser = createTupleParser(columns, (tuple) => decoded.push(decode(tuple)));
  // A dead connection may never say so: silence ends it.
  const watchdog = setTimeout(
    () => cut(new Error(`the company's database sent nothing for ${silenceTimeout / 1000} s`)),
    silenceTimeout,
  );
  try {
    const stream = connection.copy(`copy (${select}) to stdout (format binary)`);
    for await (const piece of stream as AsyncIterable<Buffer>) {
      watchdog.refresh();
      parser.push(piece);
      if (decoded.length === 0) continue;
      const ready = decoded;
      decoded = [];
      yield ready;
      watchdog.refresh();
    }
    // The stream ends with the data; only the next answer proves that the command ended well, too.
    await connection.query('select');
    const received = parser.finish();
    if (stream.rowCount !== received) {
      throw new Error(`the company's database sent ${stream.rowCount} rows, ${received} arrived`);
    }
  } finally {
    clearTimeout(watchdog);
  }
}
