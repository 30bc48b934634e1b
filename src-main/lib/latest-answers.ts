/**
 * Each person's latest answer, the newest first. Of two at the same moment the one with the higher id is the later: rows
 * come in the order of their time and then of their ids, the newest first. Answers without a name stand each for itself.
 * @param personOf 0 where nobody is known
 */
export function latestAnswers<T>(newestFirst: Iterable<T>, personOf: (answer: T) => number): T[] {
  const answered = new Set<number>();
  const latest: T[] = [];
  for (const answer of newestFirst) {
    const person = personOf(answer);
    if (person !== 0 && answered.has(person)) continue;
    answered.add(person);
    latest.push(answer);
  }
  return latest;
}

/** An NPS answer counts for so many days, the day itself among them. */
export const npsValidDays = 180;

/**
 * Net promoter score (Reichheld, 2003): share answering 9-10 minus share answering 0-6, in points from -100 to 100; NaN
 * without answers.
 */
export function promotersLessDetractors(scores: readonly number[]): number {
  const promoters = scores.filter((score) => score >= 9).length;
  const detractors = scores.filter((score) => score <= 6).length;
  return scores.length === 0 ? Number.NaN : (100 * (promoters - detractors)) / scores.length;
}
