import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LANGUAGES, languageOf, speaker, wordsOf } from "../../connector/web/sidebar/words.js";
import { TICKETS } from "../../connector/web/sidebar/practice.js";

const ROOM = new URL("../../connector/web/sidebar/", `file://${process.cwd()}/tests/sidebar/`);
const load = async (room, language) => (await import(`../../connector/web/sidebar/${room}/${language}.js`)).default;
const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** Return every text by its path. */
function texts(value, path = "") {
  return typeof value === "string" ? { [path]: value } : Object.assign({}, ...Object.entries(value).map(([key, part]) => texts(part, `${path}/${key}`)));
}

describe.each(LANGUAGES)("%s", (language) => {
  test.each(["words", "practice"])("%s have the keys and placeholders of English, and no empty text more than English", async (room) => {
    const english = texts(await load(room, "en"));
    const translated = texts(await load(room, language));
    expect(Object.keys(translated)).toEqual(Object.keys(english));
    for (const [path, text] of Object.entries(translated)) {
      expect(placeholders(text), path).toEqual(placeholders(english[path]));
      expect(Boolean(text.trim()), path).toBe(Boolean(english[path]));
      expect(text, path).not.toMatch(/[<>]|\s\s|^\s|\s$/);
    }
  });

  test("answers and feedback belong to the practice tickets", async () => {
    const { tickets } = await load("practice", language);
    for (const { key, options } of TICKETS) {
      expect(Object.keys(tickets[key].options)).toEqual(options);
      expect(Object.keys(tickets[key].feedback)).toEqual(options);
    }
  });

  test("dates and lists are written as people write them there", async () => {
    const words = await wordsOf(language);
    expect(words.date("2027-02-01")).toMatch(/2027/);
    expect(words.date("2027-02-01")).toMatch(/\b0?1/);
    expect(words.list(["a", "b"])).toMatch(/^a \S+ b$/);
    expect(words.moment("2026-11-25T17:00:00Z")).not.toBe("");
  });
});

test("no translation was forgotten: most texts differ from English", async () => {
  const english = texts(await load("words", "en"));
  for (const language of LANGUAGES.filter((one) => one !== "en")) {
    const same = Object.entries(texts(await load("words", language))).filter(([path, text]) => text === english[path]);
    expect(same.map(([path]) => path).length, language).toBeLessThan(8);
  }
});

test("there is a file for each language and no other", () => {
  for (const room of ["words/", "practice/"]) {
    expect(readdirSync(new URL(room, ROOM)).sort()).toEqual(LANGUAGES.map((language) => `${language}.js`).sort());
  }
});

test("every word is used somewhere", async () => {
  const sources = readdirSync(ROOM, { recursive: true }).filter((name) => name.endsWith(".js") && !/^(words|practice)\//.test(name));
  const code = sources.map((name) => readFileSync(new URL(name, ROOM), "utf8")).join("\n");
  const built = [...code.matchAll(/`(\w+_)\$\{/g)].map(([, prefix]) => prefix);
  const unused = Object.keys(await load("words", "en")).filter((key) => !code.includes(`"${key}"`) && !built.some((prefix) => key.startsWith(prefix)));
  expect(unused).toEqual([]);
});

test.each([
  ["pt-BR", "pt"],
  ["DE", "de"],
  ["sv", "en"],
  ["", "en"],
  [undefined, "en"],
])("a helpdesk that says %s reads %s", (said, language) => expect(languageOf(said)).toBe(language));

test("a key that nobody wrote is a mistake, not a blank", () => {
  const { say } = speaker("en", { there: "{count} of {count}" }, {});
  expect(say("there", { count: 2 })).toBe("2 of 2");
  expect(() => say("toString")).toThrow(RangeError);
});
