import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { z } from 'zod';
import type { connectionTestSchema } from '../../../../src-preload/contract/settings';
import classes from './finding-list.module.css';

type ConnectionTest = z.infer<typeof connectionTestSchema>;

const marks = {
  ok: { icon: IconCircleCheck, word: 'Good' },
  warning: { icon: IconAlertTriangle, word: 'Warning' },
  error: { icon: IconCircleX, word: 'Problem' },
} as const;

/** What a test of the connection found, each with what to do about it. */
export function FindingList({ test }: { test: ConnectionTest }) {
  const problems = test.findings.filter((finding) => finding.level === 'error').length;
  return (
    <div className={classes.findings} role="status" aria-label="What the test found">
      <p className={classes.title}>
        {test.ok
          ? 'This connection works.'
          : `This connection can’t be used yet: ${problems === 1 ? 'one problem' : `${problems} problems`}.`}
      </p>
      <ul>
        {test.findings.map((finding) => {
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
