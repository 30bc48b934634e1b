import { useEffect, useState } from 'react';
import changelog from '../../../CHANGELOG.md?raw';
import { Dialog } from '../../ui/dialog';
import { formatDay } from '../../ui/format/day';
import { partsOfItem, type Release, readChangelog, releasesBetween } from './changelog';
import { markNewsSeen, ownVersion, updatedFrom } from './updated-from';
import classes from './whats-new.module.css';

/** What came since the version whose news were seen last; else what the version at hand has brought. */
export function WhatsNew({ onClose }: { onClose: () => void }) {
  const [releases] = useState(() => releasesBetween(readChangelog(changelog), updatedFrom.get(), ownVersion));
  useEffect(markNewsSeen, []);
  return (
    <Dialog title="What is new in Steward" onClose={onClose} size="lg">
      {releases.map((release) => (
        <OneRelease key={release.version} release={release} />
      ))}
    </Dialog>
  );
}

function OneRelease({ release: { version, day, groups } }: { release: Release }) {
  return (
    <section className={classes.release}>
      <h3>
        Steward {version ?? ownVersion}
        {day !== null && <span className="faint"> {formatDay(day)}</span>}
      </h3>
      {groups.map(({ title, items }) => (
        <div key={title}>
          <h4>{title}</h4>
          <ul>
            {items.map((item) => (
              <li key={item}>
                {partsOfItem(item).map(({ at, text, isCode }) =>
                  isCode ? <code key={at}>{text}</code> : text,
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
