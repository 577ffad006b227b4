import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";

import { createFakePlatform } from "../../testing/fake-platform";
import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { health } from "../../testing/samples";
import { DiagnosticReport } from "./DiagnosticReport";

const report = {
  made_at: 0,
  health: health({ data_folder: "~/data" }),
  system: { os: "linux", kernel: "6.1", arch: "x86_64", processors: 2, memory_bytes: 1 },
  settings: [{ name: "message_limit", value: "1234" }],
  tables: [{ name: "messages", rows: 2 }],
  metrics: {
    calls: 0,
    failures: 0,
    running: 0,
    followers: 0,
    secret_operations: 0,
    secret_failures: 0,
    operations: [],
  },
  log: ["a line of the log"],
};

// rows: 1.65
test("a report is made when asked for, read through, and copied whole", async () => {
  const transport = createFakeTransport({ "diagnostics.report": report });
  const platform = createFakePlatform();
  const { user } = renderWith(transport, <DiagnosticReport />, platform);
  expect(transport.inputs("diagnostics.report")).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Make a report…" }));
  const shown = await screen.findByRole("region", { name: /This is all that it holds/ });
  expect(shown.textContent).toContain('"a line of the log"');
  expect(shown.textContent).toContain('"made_at": "1970-01-01T00:00:00.000Z"');
  await user.click(screen.getByRole("button", { name: "Copy it" }));
  await waitFor(() => expect(platform.copied).toEqual([shown.textContent]));
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a report that cannot be made says why, and is asked for again", async () => {
  const transport = createFakeTransport();
  const { user } = renderWith(transport, <DiagnosticReport />);
  await user.click(screen.getByRole("button", { name: "Make a report…" }));
  expect(await screen.findByRole("alert")).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Copy it" }).disabled).toBe(true);
});
