import type { z } from 'zod';
import type { checkedRuleSchema } from '../../../../src-preload/contract/rules/rule-entry';
import { counted } from '../../../../src-preload/contract/words';
import { type Answer, Loaded } from '../../../api/loaded';
import { Section } from '../../../ui/section';
import { Skeleton } from '../../../ui/skeletons';
import classes from './fields.module.css';

interface SentenceSectionProps {
  check: Answer<z.infer<typeof checkedRuleSchema>>;
  /** Whether what was changed last is not looked at yet. */
  isStale: boolean;
}

/** The rule in plain words, as it stands in the editor. */
export function SentenceSection({ check, isStale }: SentenceSectionProps) {
  return (
    <Section title="In plain words">
      <Loaded answer={check} waiting={<Skeleton height={44} />}>
        {({ sentence, does, findings }) => {
          const errors = findings.filter(({ severity }) => severity === 'error').length;
          return (
            <div aria-busy={isStale}>
              <p className={classes.sentence} role="status">
                {sentence === null
                  ? `Not a whole sentence yet: ${counted(errors, 'thing')} to fill in or to mend below.`
                  : sentence}
              </p>
              {does.length > 0 && (
                <ol className={classes.does} aria-label="What it does, in words">
                  {placed(does).map(({ words, place }) => (
                    <li key={place}>{words}</li>
                  ))}
                </ol>
              )}
              {findings
                // Those of a condition stand beside it.
                .filter(({ severity, path }) => severity === 'remark' && path.length === 0)
                .map(({ message }) => (
                  <p key={message} className={classes.remark}>
                    {message}
                  </p>
                ))}
            </div>
          );
        }}
      </Loaded>
    </Section>
  );
}

/** Two actions may say the same: each is known by its place. */
function placed(does: readonly string[]) {
  return does.map((words, place) => ({ words, place }));
}
