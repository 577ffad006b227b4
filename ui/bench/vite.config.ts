import { resolve } from "node:path";

import { lingui } from "@lingui/vite-plugin";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

import { macros } from "../macros";

// Builds the pages that measure: `npx vite build --config bench/vite.config.ts --outDir DIR`.
export default defineConfig({
  root: resolve(import.meta.dirname, ".."),
  base: "./",
  plugins: [macros(), react(), tailwindcss(), lingui()],
  build: {
    target: "safari16",
    assetsInlineLimit: 0,
    rolldownOptions: { input: "bench/markdown.html" },
  },
});
