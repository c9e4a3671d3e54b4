/** What this browser remembers for its agent: the first week and the pace of reading. It never leaves the browser. */

const PREFIX = "warm-handoff:";

/**
 * Return a memory over this storage (`localStorage`), which may be forbidden inside a frame: then it forgets, and never throws.
 */
export function remember(storage) {
  return {
    read(key, fallback) {
      try {
        return JSON.parse(storage().getItem(PREFIX + key)) ?? fallback;
      } catch {
        return fallback;
      }
    },
    write(key, value) {
      try {
        storage().setItem(PREFIX + key, JSON.stringify(value));
      } catch {
        // A frame without storage of its own forgets with the page.
      }
    },
  };
}
