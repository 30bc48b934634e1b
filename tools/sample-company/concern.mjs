// @ts-check
import { dayMs } from './calendar.mjs';

/** @typedef {import('./account-life.mjs').Life} Life */
/** @typedef {import('./team.mjs').InterventionKind} InterventionKind */

/**
 * What the team does for an account on a day; mostly nothing. It knows what the company's data show, and not how the
 * account feels. Each account has its weekday, and comes up once a week.
 * @param {Life} life
 * @param {number} day
 * @returns {InterventionKind | null}
 */
export function decideWhatToDo(life, day) {
  const { account, random } = life;
  if ((day + 3) % 7 !== Number(account.id) % 5) return null;
  const daysToEnd = life.contract.termEnd - day;
  const since = (/** @type {InterventionKind[]} */ ...kinds) => daysSince(life, day, kinds);
  if (account.owner === null) return campaignFor(life, day);

  const age = day - account.createdDay;
  if (age < 60 && since('onboarding_help') > age && random.team.chance(0.3)) return 'onboarding_help';
  // What is said before they have decided counts.
  if (account.billingMonths > 1 && daysToEnd > 65 && daysToEnd < 140) {
    const isReviewed = account.segment.name === 'SMB' || since('business_review') < 120;
    if (!isReviewed && random.team.chance(0.3)) return 'business_review';
    if (daysToEnd < 115 && since('renewal_talk') > 100 && random.team.chance(0.25)) return 'renewal_talk';
  }
  if (looksPoor(life, day) && since() > 20) return helpFor(life) ?? campaignFor(life, day);
  if (since() > account.segment.touchEvery && random.team.chance(0.2)) return 'check_in';
  return null;
}

/** @param {Life} life @returns {InterventionKind | null} null when nobody finds the time */
function helpFor({ account: { segment }, random: { team: random } }) {
  const small = segment.name === 'SMB';
  const large = segment.name === 'Enterprise';
  if (!random.chance(segment.attention)) return null;
  return random.pickWeighted(
    /** @type {const} */ ([
      ['check_in', 5],
      ['training', 3],
      ['offer', 1],
      ['success_plan', small ? 0 : 2],
      ['executive_call', large ? 2 : 0.2],
    ]),
  );
}

/** A rule mails those who look poor and whom nobody has written to for two months. @param {Life} life @param {number} day */
function campaignFor(life, day) {
  return looksPoor(life, day) && daysSince(life, day, ['campaign']) > 60 ? 'campaign' : null;
}

/** @param {Life} life @param {number} day @param {readonly InterventionKind[]} kinds none: any */
function daysSince({ interventions }, day, kinds) {
  const last = interventions.findLast(({ kind }) => kinds.length === 0 || kinds.includes(kind));
  return last === undefined ? Number.POSITIVE_INFINITY : day - Math.floor(last.startedAt / dayMs);
}

/**
 * Use that fell, seats that lie idle, a detractor, a failed payment, an urgent ticket.
 * @param {Life} life
 * @param {number} day
 */
function looksPoor({ workDays, contract, responses, tickets }, day) {
  let recent = 0;
  let before = 0;
  for (let i = workDays.length - 1; i >= 0; i--) {
    const age = day - (workDays[i]?.day ?? 0);
    if (age > 84) break;
    if (age <= 28) recent++;
    else before++;
  }
  return (
    recent < 0.65 * (before / 2) ||
    recent < 1.8 * contract.seats ||
    responses.some(
      ({ kind, score, respondedAt }) => kind === 'nps' && score <= 6 && within(respondedAt, 30),
    ) ||
    tickets.some(({ severity, openedAt }) => severity === 'urgent' && within(openedAt, 21)) ||
    contract.lines.some(({ paymentFailedAt }) => paymentFailedAt !== null && within(paymentFailedAt, 14))
  );

  /** @param {number} at ms @param {number} days */
  function within(at, days) {
    return at >= (day - days) * dayMs;
  }
}
