import { existsSync } from "node:fs";

import { lingui } from "@lingui/vite-plugin";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { macros } from "./macros";
import { packed } from "./packed";

if (!existsSync(new URL("src/wasm/generated/grammars/core.wasm.gz", import.meta.url))) {
  throw new Error("The engines of the page are not built: run `cargo xtask wasm`.");
}

export default defineConfig({
  // Relative addresses work under tauri://localhost and under any HTTP server.
  base: "./",
  plugins: [
    packed(),
    macros(),
    react(),
    tailwindcss(),
    lingui({ cwd: import.meta.dirname, failOnCompileError: true }),
  ],
  build: {
    target: "safari16",
    // The content security policy allows no data: fonts and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: {
      output: {
        // By their names the catalogues are told from what everybody loads.
        chunkFileNames: ({ facadeModuleId }) =>
          facadeModuleId?.endsWith(".po")
            ? "assets/language-[name]-[hash].js"
            : "assets/[name]-[hash].js",
      },
    },
  },
  // What the engines' worker loads on demand is in files of its own.
  worker: { format: "es" },
  test: {
    environment: "happy-dom",
    setupFiles: ["src/testing/setup.ts"],
    testTimeout: 20_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
