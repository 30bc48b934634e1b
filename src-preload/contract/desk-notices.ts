import { z } from 'zod';

/** Of what this desktop tells, beside what rules and celebrations say. */
export const deskNoticeKinds = ['risk', 'approvals', 'replies', 'mentions'] as const;
export type DeskNoticeKind = (typeof deskNoticeKinds)[number];

const minuteSchema = z.number('write a time').int().min(0).max(1439);

/** What a manager wants to be told of on this computer. */
export const deskNoticesSchema = z.object({
  kinds: z.array(z.enum(deskNoticeKinds)).max(deskNoticeKinds.length),
  /** Minutes of the day on this computer's clock; the same: no hour is quiet. */
  quietFrom: minuteSchema,
  quietUntil: minuteSchema,
});
export type DeskNotices = z.infer<typeof deskNoticesSchema>;

export const usualDeskNotices: DeskNotices = {
  kinds: [...deskNoticeKinds],
  quietFrom: 20 * 60,
  quietUntil: 7 * 60,
};

/** @param minute of the day */
export function isQuiet({ quietFrom, quietUntil }: DeskNotices, minute: number): boolean {
  return quietFrom <= quietUntil
    ? minute >= quietFrom && minute < quietUntil
    : minute >= quietFrom || minute < quietUntil;
}
