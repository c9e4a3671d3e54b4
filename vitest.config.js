import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "jsdom",
    include: ["tests/sidebar/**/*.test.js", "integrations/*/app/tests/**/*.test.js"],
    restoreMocks: true,
  },
});
