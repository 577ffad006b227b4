import { defineConfig } from "vitest/config";

/** Every project opens real programs, so its files run one after another unless it is said otherwise. */
const shared = {
  environment: "node",
  maxWorkers: 1,
  hookTimeout: 90_000,
  testTimeout: 90_000,
} as const;

/** A driver of a real browser loses a key now and then; who needs it is named at the end of the run. */
const driven = { ...shared, retry: 1 } as const;

const scenarios = ["scenarios/**/*.test.ts"];

export default defineConfig({
  test: {
    reporters: ["verbose"],
    projects: [
      {
        test: {
          ...driven,
          name: "page",
          // A page waits more than it works.
          maxWorkers: 2,
          include: [...scenarios, "page/**/*.test.ts"],
          provide: { door: "page" },
        },
      },
      {
        test: {
          ...driven,
          name: "window",
          include: [...scenarios, "window/**/*.test.ts"],
          provide: { door: "window" },
        },
      },
      { test: { ...shared, name: "sdk", include: ["sdk/**/*.test.ts"] } },
      ...(["page", "window"] as const).map((door) => ({
        test: {
          ...shared,
          name: `shots-${door}`,
          include: [`shots/${door}.*shots.ts`],
          provide: { door },
        },
      })),
    ],
  },
});
