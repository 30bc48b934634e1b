import type { Invariant } from './invariant';

const sameSubject = (one: string, other: string) =>
  `${one}.organization_id = ${other}.organization_id AND ${one}.milestone_id = ${other}.milestone_id
   AND ${one}.user_id IS NOT DISTINCT FROM ${other}.user_id`;

export const ofMilestones: readonly Invariant[] = [
  {
    says: 'a milestone is complete at 100 % and only there, with a day and no sooner than that',
    broken: `
      SELECT format('account %s, milestone %s: %s %%, complete on %s', organization_id, milestone_id, progress, completed_on)
        FROM user_milestones
       WHERE (progress = 100) <> (completed_on IS NOT NULL) OR (progress = 100) <> (awarded_at IS NOT NULL)`,
  },
  {
    says: 'what is complete has one achievement that stands, and what is not has none',
    broken: `
      SELECT format('account %s, milestone %s: %s %%, %s achievements stand', p.organization_id, p.milestone_id, p.progress, count(a.*))
        FROM user_milestones p
        LEFT JOIN milestone_achievements a ON ${sameSubject('a', 'p')} AND a.withdrawn_at IS NULL
       GROUP BY p.row_id, p.organization_id, p.milestone_id, p.progress
      HAVING count(a.*) <> CASE WHEN p.progress = 100 THEN 1 ELSE 0 END`,
  },
  {
    says: 'the movements of a milestone lead from nothing to where it stands',
    broken: `
      SELECT format('account %s, milestone %s: from %s where it was at %s', organization_id, milestone_id, progress_before, came_to)
        FROM (SELECT *, coalesce(lag(progress) OVER w, 0) AS came_to FROM milestone_progress_history
              WINDOW w AS (PARTITION BY organization_id, milestone_id, user_id ORDER BY row_id)) h
       WHERE progress_before <> came_to
      UNION ALL
      SELECT format('account %s, milestone %s: at %s %%, moved to %s', p.organization_id, p.milestone_id, p.progress, h.progress)
        FROM user_milestones p
        LEFT JOIN LATERAL (SELECT m.progress FROM milestone_progress_history m WHERE ${sameSubject('m', 'p')}
                            ORDER BY m.row_id DESC LIMIT 1) h ON true
       WHERE p.progress <> coalesce(h.progress, 0)`,
  },
  {
    says: 'only a person who says why takes progress back',
    broken: `
      SELECT format('account %s, milestone %s: from %s to %s by %s', organization_id, milestone_id, progress_before, progress, author)
        FROM milestone_progress_history WHERE progress < progress_before AND (author IS NULL OR reason IS NULL)`,
  },
  {
    says: 'nothing that is counted is complete before what it needs was',
    broken: `
      SELECT format('account %s: %s without %s', p.organization_id, d.name, n.name)
        FROM user_milestones p
        JOIN milestone_definitions d USING (milestone_id)
       CROSS JOIN LATERAL jsonb_array_elements_text(d.definition -> 'prerequisites') needed
        JOIN milestone_definitions n ON n.milestone_id::text = needed AND n.removed_at IS NULL
       WHERE p.progress = 100 AND p.set_by IS NULL
         AND NOT EXISTS (SELECT FROM milestone_progress_history h
                          WHERE h.organization_id = p.organization_id AND h.milestone_id = n.milestone_id AND h.progress = 100
                            AND h.user_id IS NOT DISTINCT FROM CASE n.definition ->> 'audience' WHEN 'contact' THEN p.user_id END)`,
  },
];
