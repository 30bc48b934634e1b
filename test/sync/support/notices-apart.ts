const headLength = 5;

/**
 * Takes the notices out of what a server sends, so that no client has to know them.
 * @param pass gets all other messages, unchanged
 * @param hear gets each notice's text
 * @returns takes the server's bytes as they arrive
 */
export function noticesApart(
  pass: (bytes: Buffer) => void,
  hear: (message: string) => void,
): (data: Buffer) => void {
  let waiting: Buffer[] = [];
  let length = 0;
  let needed = headLength;
  return (data) => {
    waiting.push(data);
    length += data.length;
    if (length < needed) return;
    const bytes = Buffer.concat(waiting);
    let at = 0;
    let through = 0;
    while (bytes.length - at >= headLength) {
      const end = at + 1 + bytes.readUInt32BE(at + 1);
      if (end > bytes.length) break;
      if (bytes[at] === 0x4e) {
        if (at > through) pass(bytes.subarray(through, at));
        hear(textOf(bytes.toString('utf8', at + headLength, end)));
        through = end;
      }
      at = end;
    }
    if (at > through) pass(bytes.subarray(through, at));
    waiting = [bytes.subarray(at)];
    length = bytes.length - at;
    needed = length < headLength ? headLength : 1 + bytes.readUInt32BE(at + 1);
  };
}

/** Fields follow each other, each with a letter in front and a zero behind; M is the message. */
function textOf(fields: string): string {
  return (
    fields
      .split('\0')
      .find((field) => field.startsWith('M'))
      ?.slice(1) ?? ''
  );
}
