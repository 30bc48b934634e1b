import { channelName } from '../../../src-preload/contract/channels';

/** How a template is offered: by its name, and by which way it goes where that is no mail. */
export function templateLabel(template: {
  readonly name: string;
  readonly channel: string;
  readonly isArchived?: boolean;
}): string {
  const { name, channel, isArchived = false } = template;
  const notes = [...(channel === 'email' ? [] : [channelName(channel)]), ...(isArchived ? ['archived'] : [])];
  return notes.length === 0 ? name : `${name} (${notes.join(', ')})`;
}
