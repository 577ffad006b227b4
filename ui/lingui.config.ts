import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

export default defineConfig({
  sourceLocale: "en",
  // The source stands in the code and needs no catalogue of its own.
  locales: ["de"],
  catalogs: [
    {
      path: `${process.env["CATALOGUES"] ?? "<rootDir>/src/locales"}/{locale}`,
      include: ["<rootDir>/src"],
      exclude: ["**/*.d.ts", "**/*.test.ts", "**/*.test.tsx", "<rootDir>/src/{testing,wasm}/**"],
    },
  ],
  // No places and no date: what has not changed makes no difference in the file.
  format: formatter({ origins: false }),
});
