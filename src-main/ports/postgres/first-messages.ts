/** Where bytes come from: a socket, in clear or encrypted. */
export interface ByteSource {
  on(event: string, listener: (data: Buffer) => void): unknown;
}

/** Authentication, error, notice, setting, key and "ready": all that a server may say before it is asked anything. */
const sayable = 'RENSKZ';
const largestMessage = 64 * 1024;
const headLength = 5;
/** Of the authentication messages, those that need no other system: in, clear, md5 and the three of SASL. */
const knownProofs = [0, 3, 5, 10, 11, 12];

export type Complaint = 'not PostgreSQL' | 'unknown proof';

/**
 * node-postgres loops for ever over an error that is cut off, and throws out of reach over a proof it doesn't know
 * (GSSAPI, SSPI). So until the server is ready, its messages are looked at before they go on, each as a whole.
 * @param complain what it says can't be gone on with; nothing more is passed on then
 */
export function sound(source: ByteSource, complain: (complaint: Complaint) => void): ByteSource {
  return {
    on: (event, listener) => source.on(event, event === 'data' ? looking(listener, complain) : listener),
  };
}

function looking(
  pass: (data: Buffer) => void,
  complain: (complaint: Complaint) => void,
): (data: Buffer) => void {
  let waiting = Buffer.alloc(0);
  let state: 'looking' | 'ready' | 'broken' = 'looking';

  return (data) => {
    if (state === 'ready') pass(data);
    if (state !== 'looking') return;
    waiting = Buffer.concat([waiting, data]);
    while (state === 'looking' && waiting.length >= headLength) {
      const length = 1 + waiting.readUInt32BE(1);
      const isSayable =
        sayable.includes(letterOf(waiting)) && length >= headLength && length <= largestMessage;
      if (isSayable && waiting.length < length) return;
      const message = waiting.subarray(0, length);
      const complaint = isSayable ? complaintOf(message) : 'not PostgreSQL';
      if (complaint !== null) {
        state = 'broken';
        complain(complaint);
        return;
      }
      waiting = waiting.subarray(length);
      if (letterOf(message) === 'Z') state = 'ready';
      pass(message);
    }
    if (state === 'ready' && waiting.length > 0) pass(waiting);
  };
}

function letterOf(message: Buffer): string {
  return message.toString('latin1', 0, 1);
}

function complaintOf(message: Buffer): Complaint | null {
  const content = message.subarray(headLength);
  switch (letterOf(message)) {
    case 'R':
      return proofComplaint(content);
    case 'E':
    case 'N':
      return hasWholeFields(content) ? null : 'not PostgreSQL';
    case 'S':
      return content.filter((byte) => byte === 0).length === 2 && content.at(-1) === 0
        ? null
        : 'not PostgreSQL';
    case 'K':
      return content.length >= 8 ? null : 'not PostgreSQL';
    default:
      return content.length === 1 ? null : 'not PostgreSQL';
  }
}

function proofComplaint(content: Buffer): Complaint | null {
  if (content.length < 4) return 'not PostgreSQL';
  const proof = content.readUInt32BE(0);
  if (!knownProofs.includes(proof)) return 'unknown proof';
  // The others would be taken for "you are in" where their length is another.
  const lengths: Partial<Record<number, number>> = { 0: 4, 3: 4, 5: 8 };
  const length = lengths[proof];
  if (length !== undefined && content.length !== length) return 'not PostgreSQL';
  const endsWell = proof !== 10 || (content.at(-1) === 0 && content.at(-2) === 0);
  return endsWell ? null : 'not PostgreSQL';
}

/** Fields of a letter and a text that ends with a zero byte; a zero byte after the last. */
function hasWholeFields(content: Buffer): boolean {
  let at = 0;
  while (at < content.length - 1 && content[at] !== 0) {
    const end = content.indexOf(0, at + 1);
    if (end < 0) return false;
    at = end + 1;
  }
  return at === content.length - 1 && content[at] === 0;
}
