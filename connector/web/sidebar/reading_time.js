/**
 * Whether drafts are approved faster than they can be read. For the agent's own eyes: nothing of it is sent, and nobody is scored.
 *
 * People read prose in silence at 238 words a minute on average: Brysbaert 2019, "How many words do we read per minute?",
 * Journal of Memory and Language 109, https://doi.org/10.1016/j.jml.2019.104047
 */

const WORDS_PER_MINUTE = 238;
const HURRIED = 0.4;
const IN_A_ROW = 3;

/** Return how many seconds an average reader needs for this text. */
export function secondsToRead(text) {
  const words = text.trim().split(/\s+/u).filter(Boolean).length;
  return (words / WORDS_PER_MINUTE) * 60;
}

/** Return the seconds as people say them: in steps of five, at least five. */
export function roughly(seconds) {
  return Math.max(5, Math.round(seconds / 5) * 5);
}

/**
 * Return the pace after one more insert: how many hurried ones there now are in a row, and whether to say so. A draft that was
 * read starts the count anew, and so does the hint: it comes once, not with every draft from then on.
 */
export function afterInsert(hurriedInARow, { text, secondsShown }) {
  if (secondsShown >= HURRIED * secondsToRead(text)) {
    return { hurriedInARow: 0, hint: false };
  }
  const inARow = hurriedInARow + 1;
  return inARow >= IN_A_ROW ? { hurriedInARow: 0, hint: true } : { hurriedInARow: inARow, hint: false };
}
