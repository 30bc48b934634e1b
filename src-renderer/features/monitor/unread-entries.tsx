import { Section } from '../../ui/section';
import classes from './outbox-section.module.css';

/** What colleagues made with a newer Steward; nothing where this one reads all. */
export function UnreadEntries({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <Section
      title="Of a newer Steward"
      note="Update Steward on this computer. All the rest is as it should be"
      padding="flush"
    >
      <ol className={classes.list} data-testid="unread">
        {sentences.map((sentence) => (
          <li key={sentence} className={classes.line}>
            <p>{sentence}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
