/** How often the sidebar looks again while the connector is still at work. */

const SECONDS = [2, 3, 5, 8, 13, 20, 30];
const AT_WORK = new Set(["pending", "undoing"]);
const PATIENCE = 4;

/** Return the seconds until the next look after this many, or `null` where there is nothing to wait for. */
export function nextLook(page, looks) {
  return page && AT_WORK.has(page.state) ? SECONDS[Math.min(looks, SECONDS.length - 1)] : null;
}

/** Whether it takes longer than people should be asked to wait. */
export function isLong(looks) {
  return looks > PATIENCE;
}
