import { mostSegments, smsLength } from '../../../src-preload/contract/sms-length';
import { formatPlural } from '../format/number';

/** How long a text is as SMS, and what that comes from. */
export function smsWords(text: string): string {
  const { segments, encoding, units } = smsLength(text);
  const why = encoding === 'UCS-2' ? ': a letter beyond GSM-7 takes the room of all to 70 and 67' : '';
  const most = segments > mostSegments ? `. At most ${mostSegments} go` : '';
  return `${formatPlural(segments, 'SMS', 'SMS')}, ${formatPlural(units, 'character')} of ${encoding}${why}${most}.`;
}
