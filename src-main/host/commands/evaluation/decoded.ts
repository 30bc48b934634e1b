/** How a file's bytes are letters. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Bytes looked at to tell UTF-16 without a mark of its byte order. */
const sample = 1024;
/** Every other byte of Western text in UTF-16 is 0; this share is enough. */
const mostlyZero = 0.3;

/** What the first bytes of a file tell of its encoding: a mark of byte order, or zeros in every other place. */
export function encodingOf(start: Uint8Array): Encoding {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const looked = Math.min(sample, start.length);
  for (let i = 0; i < looked; i++) if (start[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros.map((count) => (2 * count) / looked);
  if (odd > mostlyZero && odd > even) return 'utf-16le';
  if (even > mostlyZero) return 'utf-16be';
  return 'utf-8';
}

/** The text of a stream of bytes. Throws a TypeError at bytes that are no letters in this encoding. */
export async function* decoded(
  chunks: AsyncIterable<Uint8Array>,
  encoding?: Encoding,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encoding ?? encodingOf(chunk), { fatal: true });
    yield decoder.decode(chunk, { stream: true });
  }
  if (decoder !== undefined) yield decoder.decode();
}

/** True for the error of `decoded`. */
export function isDecodingError(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
}
