import { topics } from '../../src-preload/contract/wire/events';

/** What follows from the copy; the rest is asked of the company, or is this desktop's own. */
export const topicsOfCopy = topics.filter(
  (topic) => !['team', 'devices', 'profiles', 'desktop', 'sending', 'channels'].includes(topic),
);
