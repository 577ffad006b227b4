import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";

import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { settings } from "../../testing/samples";
import { Onboarding } from "./Onboarding";
import { FIRST, stepReducer } from "./steps";

const open = () => {
  const transport = createFakeTransport({
    "settings.get": settings({ onboarded: false }),
    "settings.save": settings(),
  });
  const rendered = renderWith(
    transport,
    <Onboarding
      appearance={<p>appearance</p>}
      language={<p>language</p>}
      keySetup={(onWorks) => (
        <button onClick={onWorks} type="button">
          a key that works
        </button>
      )}
    />,
  );
  const press = (name: string) => rendered.user.click(screen.getByRole("button", { name }));
  return { transport, press };
};

test("a key that works leads through in three presses", async () => {
  const { transport, press } = open();
  expect(screen.getByText("appearance")).toBeDefined();
  expect(screen.getByText("language")).toBeDefined();
  await press("Continue");
  await press("a key that works");
  await press("Continue");
  expect(screen.getByRole("heading").textContent).toBe("Everything is set");
  await press("Start");
  await waitFor(() => expect(transport.inputs("settings.save")).toEqual([{ onboarded: true }]));
});

test("looking around first says that answers are simulated and nothing is kept", async () => {
  const { transport, press } = open();
  await press("Continue");
  await press("Look around first");
  const text = document.body.textContent;
  expect(text).toContain("Answers will be simulated.");
  expect(text).toContain("Nothing is kept.");
  expect(transport.inputs("settings.save")).toEqual([]);
  await press("Look around");
  await waitFor(() =>
    expect(transport.inputs("settings.save")).toEqual([
      {
        endpoint: { kind: "simulator", base_url: null, api_version: "2026-10-21" },
        onboarded: true,
      },
    ]),
  );
});

test("the key can be skipped, and the end says that one is missing", async () => {
  const { press } = open();
  await press("Continue");
  await press("Skip");
  expect(screen.getByRole("heading").textContent).toBe("Ready, except for a key");
});

test("every step is named for a screen reader, and has focus when it comes", async () => {
  const { press } = open();
  expect(screen.getByText("Step 1 of 3")).toBeDefined();
  await press("Continue");
  expect(screen.getByText("Step 2 of 3")).toBeDefined();
  expect(document.activeElement?.textContent).toContain("Your API key");
});

test("there is a way back from everywhere but the first step", () => {
  const walk = (...types: Parameters<typeof stepReducer>[1]["type"][]) =>
    types.reduce((place, type) => stepReducer(place, { type }), FIRST).step;
  expect(walk("back")).toBe("welcome");
  expect(walk("next", "back")).toBe("welcome");
  expect(walk("next", "look_around", "back")).toBe("key");
  expect(walk("next", "look_around", "next")).toBe("look_around");
  expect(walk("next", "next", "next", "back")).toBe("key");
});
