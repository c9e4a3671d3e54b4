/** The words of the sidebar in the agent's own language. */

/** The languages there are; any other reads English. */
export const LANGUAGES = Object.freeze(["en", "de", "fr", "es", "it", "nl", "pt"]);

/** Return the language to use for what the helpdesk says ("pt-BR", "de"). */
export function languageOf(said) {
  const short = String(said ?? "").slice(0, 2).toLowerCase();
  return LANGUAGES.includes(short) ? short : "en";
}

/** Return the words of a language: `say(key, values)`, dates and lists as people write them there, and the practice tickets. */
export async function wordsOf(language) {
  const [{ default: words }, { default: practice }] = await Promise.all([
    import(`./words/${language}.js`),
    import(`./practice/${language}.js`),
  ]);
  return speaker(language, words, practice);
}

/** Return the speaker over these words. Throws on a key that no language has. */
export function speaker(language, words, practice) {
  const say = (key, values = {}) => {
    if (!Object.hasOwn(words, key)) {
      throw new RangeError(`no words for ${key}`);
    }
    return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };
  return {
    language,
    practice,
    say,
    date: (iso) => new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${iso.slice(0, 10)}T00:00:00Z`)),
    moment: (iso) => new Intl.DateTimeFormat(language, { weekday: "long", hour: "2-digit", minute: "2-digit" }).format(new Date(iso)),
    list: (items) => new Intl.ListFormat(language, { type: "conjunction" }).format(items),
  };
}
