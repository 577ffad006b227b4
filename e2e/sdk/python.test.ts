import { join } from "node:path";
import { expect, it } from "vitest";

import { run } from "../harness/child";
import { ROOT } from "../harness/programs";

// The interpreter of an environment that holds the official `anthropic` package.
const python = process.env["ATELIER_TEST_PYTHON"];

it.skipIf(python === undefined)("the official Python client is satisfied", async () => {
  const script = join(ROOT, "e2e/sdk/official_client_test.py");
  const output = await run(python ?? "", [script], { within: 60_000 });
  expect(output).toContain("tests passed");
});
