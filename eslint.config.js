import js from "@eslint/js";
import globals from "globals";

/** One set of rules for the sidebar, the helpdesks' apps and their tests. A function that needs more than seven paths is two functions. */
const rules = {
  ...js.configs.recommended.rules,
  complexity: ["error", 7],
  "max-depth": ["error", 3],
  "no-var": "error",
  "prefer-const": "error",
  eqeqeq: "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-unused-vars": "error",
  "require-await": "error",
  "no-restricted-properties": [
    "error",
    { property: "innerHTML", message: "Text is put in as text: see dom.js." },
    { property: "outerHTML", message: "Text is put in as text: see dom.js." },
    { property: "insertAdjacentHTML", message: "Text is put in as text: see dom.js." },
  ],
};

export default [
  {
    ignores: ["**/node_modules/", ".venv/", "dist/", "var/", "**/*.min.js", "connector/!(web)/**", "integrations/*/!(app)/**"],
  },
  {
    files: ["connector/web/sidebar/**/*.js", "integrations/*/app/**/*.js"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: globals.browser },
    rules,
  },
  {
    files: ["integrations/*/app/**/server/**/*.js"],
    languageOptions: { sourceType: "commonjs", globals: globals.node },
  },
  {
    files: ["connector/web/sidebar/**/*.js"],
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "fetch", message: "The sidebar reaches the connector through platform.call alone." },
        { name: "XMLHttpRequest", message: "The sidebar reaches the connector through platform.call alone." },
      ],
    },
  },
  {
    files: ["*.config.js", "tests/**/*.js", "integrations/*/app/tests/**/*.js"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: { ...globals.node, ...globals.browser } },
    rules,
  },
];
