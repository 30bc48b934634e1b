import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { z } from 'zod';
import type { connectionTestSchema } from '../../../src-preload/contract/settings';
import classes from './finding-list.module.css';

interface FindingListProps {
  /** What was looked for, for those who hear it. */
  label: string;
  /** What comes of it, in a sentence. */
  title: string;
  findings: z.infer<typeof connectionTestSchema>['findings'];
}

const marks = {
  ok: { icon: IconCircleCheck, word: 'Good' },
  warning: { icon: IconAlertTriangle, word: 'Warning' },
  error: { icon: IconCircleX, word: 'Problem' },
} as const;

/** What a look at the company's database found, each with what to do about it. */
export function FindingList({ label, title, findings }: FindingListProps) {
  return (
    <div className={classes.findings} role="status" aria-label={label}>
      <p className={classes.title}>{title}</p>
      <ul>
        {findings.map((finding) => {
          const { icon: Icon, word } = marks[finding.level];
          return (
            <li
              className={classes.finding}
              data-level={finding.level}
              key={`${finding.check} ${finding.text}`}
            >
              <Icon size={16} stroke={1.75} className={classes.icon} aria-label={word} role="img" />
              <div>
                <p>{finding.text}</p>
                {finding.todo && (
                  <p className={classes.todo} data-todo>
                    {finding.todo}
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
