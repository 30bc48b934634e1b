/** Why a contact can’t come into a sequence, by the company’s word for it. */
const words: Readonly<Record<string, string>> = {
  off: 'The sequence is not on.',
  left: 'They are not there any more.',
  objects: 'They object to profiling.',
  inside: 'They are inside already.',
  before: 'They were inside before, and nobody comes in twice.',
  too_soon: 'They were inside not long ago.',
  no_address: 'They have no address that mail can be sent to.',
  unsubscribed: 'They unsubscribed from its mails.',
  no_basis: 'Nothing is known on which its mails could rest.',
  bounced: 'Their address doesn’t exist.',
  complained: 'They complained about mail.',
  suppressed: 'Their address gets no mail.',
};

export function refusalWords(reason: string): string {
  return words[reason] ?? 'The company refuses it, for a reason that a newer Steward knows.';
}
