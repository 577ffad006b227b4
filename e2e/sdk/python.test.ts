import { join } from "node:path";
import { expect, it } from "vitest";

import { run } from "../harness/child";
import { ROOT, TARGET } from "../harness/programs";

// The interpreter of an environment that holds the official `anthropic` package; without one that
// is named, the one that `cargo xtask setup test` makes.
const python = process.env["ATELIER_TEST_PYTHON"] ?? join(TARGET, "xtask/python/bin/python");

const satisfied = async (name: string) => {
  const output = await run(python, [join(ROOT, "e2e/sdk", name)], { within: 60_000 });
  expect(output).toContain("tests passed");
};

it("the official Python client is satisfied", () => satisfied("official_client_test.py"));

it("what Atelier sends is what the official Python types describe", () =>
  satisfied("own_requests_test.py"));
