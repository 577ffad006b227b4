import type { ContextMeter as Meter } from "@atelier/client/types";
import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { createFakeTransport } from "../../testing/fake-transport";
import { METER } from "../../testing/fixtures/meter";
import { renderWith } from "../../testing/render";
import { ContextMeter } from "./ContextMeter";
import { ContextNotice } from "./ContextNotice";

const far = (meter: Partial<Meter> = {}) =>
  createFakeTransport({
    "context.meter": { ...METER, ...meter },
    "budget.state": { lines: [], allowed_once: false },
    "budget.allow_once": { lines: [], allowed_once: true },
  });

const pending = { conversationId: null, text: "Hello", model: null, effort: null };

describe("the meter beside Send", () => {
  it("says all of what is being said, and never has the endpoint count it unasked", async () => {
    const transport = far();
    renderWith(transport, <ContextMeter {...pending} />);
    const meter = await screen.findByRole("button", { name: /^Context\./ });
    expect(meter.textContent).toContain("82%");
    expect(meter.textContent).toContain("$0.0050");
    expect(
      screen.getByRole("button", { name: /at most \$0.65 with an answer of 32,000 tokens/ }),
    ).toBe(meter);
    const asked = transport.inputs("context.meter");
    expect(asked).toMatchObject([{ text: "Hello" }]);
    expect(asked[0]).not.toHaveProperty("count");
  });

  it("asks nobody while nothing is said", async () => {
    const transport = far();
    renderWith(transport, <ContextMeter {...pending} text="  " />);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(transport.inputs("context.meter")).toEqual([]);
  });

  it("marks an estimate", async () => {
    renderWith(far({ counted: "estimate" }), <ContextMeter {...pending} />);
    expect(await screen.findByText("≈ $0.0050")).toBeTruthy();
  });

  it("does not take an unknown price for zero", async () => {
    renderWith(far({ cost: null }), <ContextMeter {...pending} />);
    expect(await screen.findByText("price unknown")).toBeTruthy();
  });
});

describe("the notice above the composer", () => {
  it("says before sending that a budget would stop it, and lets it pass once", async () => {
    const why = "The budget of today is $1.00: $0.99 is spent. Nothing was sent. Allow it once.";
    const transport = far({ stopped_by: why });
    const { user } = renderWith(transport, <ContextNotice {...pending} conversationId="c1" />);
    transport.answer("conversation.get", { state: "idle", message_count: 2 } as never);
    expect(await screen.findByText(/The budget of today is \$1.00/)).toBeTruthy();
    expect(screen.getByRole("status").textContent).toContain("It would not be sent.");
    await user.click(screen.getByRole("button", { name: "Allow once" }));
    await waitFor(() =>
      expect(transport.inputs("budget.allow_once")).toEqual([{ conversation_id: "c1" }]),
    );
  });

  it("says when the request does not fit", async () => {
    renderWith(far({ input_tokens: 1_001 }), <ContextNotice {...pending} />);
    expect((await screen.findByRole("alert")).textContent).toContain("does not fit");
  });

  it("is silent while all is well", async () => {
    const transport = far({ input_tokens: 10 });
    renderWith(transport, <ContextNotice {...pending} />);
    await waitFor(() => expect(transport.inputs("context.meter")).toHaveLength(1));
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
