/** Why a message is not made: words that say what is wrong, safe to show. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
