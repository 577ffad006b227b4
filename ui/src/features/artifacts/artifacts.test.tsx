import type { Settings, SettingsPatch } from "@atelier/client/types";
import { act, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import { Markdown } from "../../components/markdown/Markdown";
import { createFakePlatform } from "../../testing/fake-platform";
import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { settings } from "../../testing/samples";
import { ArtifactGate } from "./ArtifactGate";
import { closeLarge, useArtifacts } from "./store";

/** What comes on demand takes a while on a busy machine. */
const SLOWLY = { timeout: 10_000 };
const PAGE = "```html\n<title>Hello</title><p>Hi\n```";

beforeEach(() => {
  closeLarge();
  useArtifacts.setState({ once: new Set(), asked: null });
});

const core = (part: Partial<Settings> = {}) => {
  let kept = settings(part);
  return createFakeTransport({
    "settings.get": () => kept,
    "settings.save": (patch: SettingsPatch) => {
      kept = { ...kept, ...patch } as Settings;
      return kept;
    },
  });
};

const shown = (text: string, part: Partial<Settings> = {}, sandbox = {}) => {
  const platform = createFakePlatform();
  return renderWith(
    core(part),
    <ArtifactGate conversationId={null} region={{}}>
      <Markdown progress="finished" text={text} />
    </ArtifactGate>,
    { ...platform, sandbox: { ...platform.sandbox, ...sandbox } },
  );
};

test("where it is off, a block is code; showing one is asked about, and shows that one", async () => {
  const { user, container } = shown(PAGE);
  await user.click(await screen.findByRole("button", { name: "Preview" }));
  await screen.findByRole("dialog", { name: "Show what this code makes?" }, SLOWLY);
  expect(screen.queryByRole("tab")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Show this one" }));
  await screen.findByRole("tab", { name: "Preview", selected: true });
  await screen.findByRole("button", { name: "Run" }, SLOWLY);
  expect(container.querySelector("iframe")).toBeNull();
});

test("always showing them is the setting", async () => {
  const { user } = shown(PAGE);
  await user.click(await screen.findByRole("button", { name: "Preview" }));
  await user.click(await screen.findByRole("button", { name: "Always show them" }, SLOWLY));
  await screen.findByRole("tab", { name: "Preview" });
  await waitFor(() => expect(screen.queryByRole("button", { name: "Preview" })).toBeNull());
});

test("a frame may run scripts and nothing else, and is there only while it runs", async () => {
  const { user, container } = shown(PAGE, { artifacts: true });
  await user.click(await screen.findByRole("button", { name: "Run" }, SLOWLY));
  const frame = container.querySelector("iframe");
  expect(frame?.getAttribute("sandbox")).toBe("allow-scripts");
  expect(frame?.getAttribute("allow")).toBe("");
  expect(frame?.getAttribute("referrerpolicy")).toBe("no-referrer");
  expect(frame?.hasAttribute("srcdoc")).toBe(false);
  expect(frame?.title).toBe("Hello");
  await user.click(screen.getByRole("button", { name: "Stop the page" }));
  expect(container.querySelector("iframe")).toBeNull();
});

test("a browser that cannot close every way out runs no page", async () => {
  const { container } = shown(PAGE, { artifacts: true }, { sealed: false });
  await screen.findByText(/This browser cannot keep a page of an answer from every connection/);
  expect(screen.queryByRole("button", { name: "Run" })).toBeNull();
  expect(container.querySelector("iframe")).toBeNull();
});

/** Gives a frame, which loads nothing here, somebody who lives in it. */
const inhabit = (frame: HTMLIFrameElement | null) => {
  const post = vi.fn();
  const source = { postMessage: post };
  if (frame) Object.defineProperty(frame, "contentWindow", { value: source });
  const say = (artifact: object, from: unknown = source, times = 1) =>
    act(() => {
      for (let count = 0; count < times; count++) {
        const event = new Event("message");
        Object.assign(event, { data: { artifact }, source: from });
        window.dispatchEvent(event);
      }
    });
  return { post, say, source };
};

test("only its own frame is heard, and one that floods is taken out", async () => {
  const { user, container } = shown(PAGE, { artifacts: true });
  await user.click(await screen.findByRole("button", { name: "Run" }, SLOWLY));
  const { say, source } = inhabit(container.querySelector("iframe"));
  say({ kind: "said", level: "error", text: "from elsewhere" }, window);
  expect(screen.queryByText("from elsewhere")).toBeNull();
  say({ kind: "said", level: "error", text: "its own\u202efault" });
  await screen.findByRole("region", { name: "What it reported" });
  say({ kind: "pong" }, source, 400);
  await screen.findByText("It sent more than can be taken and was stopped.");
  expect(container.querySelector("iframe")).toBeNull();
});

test("a frame that says a second time that it is empty has left, and is taken out", async () => {
  const { user, container } = shown(PAGE, { artifacts: true });
  await user.click(await screen.findByRole("button", { name: "Run" }, SLOWLY));
  const { post, say } = inhabit(container.querySelector("iframe"));
  say({ kind: "ready" });
  say({ kind: "ready" });
  expect(post).toHaveBeenCalledTimes(1);
  expect(post.mock.calls[0]?.[0].show).toContain("<p>Hi");
  await screen.findByText("It tried to leave its place and was stopped. Nothing was sent.");
});

test("a drawing is a picture, and what is no drawing says so", async () => {
  const { container } = shown('```svg\n<svg viewBox="0 0 9 9"><title>Cat</title></svg>\n```', {
    artifacts: true,
  });
  const picture = await screen.findByRole("img", { name: "Cat" });
  expect(picture.getAttribute("src")).toMatch(/^blob:/);
  expect(container.querySelector("iframe, object, embed")).toBeNull();
});

test("the code is one key away, and the larger view has its versions and its own way out", async () => {
  const { user } = shown(PAGE, { artifacts: true });
  (await screen.findByRole("tab", { name: "Preview" })).focus();
  await user.keyboard("{ArrowRight}");
  expect(screen.getByRole("tab", { name: "Code" })).toBe(document.activeElement);
  await waitFor(() => expect(document.body.textContent).toContain("<p>Hi"));
  await user.click(screen.getByRole("button", { name: "Open larger" }));
  await screen.findByRole("heading", { name: "Hello" });
  expect(screen.queryByRole("group", { name: "Versions" })).toBeNull();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("heading", { name: "Hello" })).toBeNull());
});

test("what still grows is code, whatever the setting says", async () => {
  renderWith(
    core({ artifacts: true }),
    <ArtifactGate conversationId={null} region={{}}>
      <Markdown progress="growing" text={"```html\n<p>Hi\n"} />
    </ArtifactGate>,
  );
  await waitFor(() => expect(document.body.textContent).toContain("<p>Hi"));
  expect(screen.queryByRole("tab")).toBeNull();
  expect(screen.queryByRole("button", { name: "Preview" })).toBeNull();
});

test("without its gate, as on paper, a block is code", async () => {
  renderWith(core({ artifacts: true }), <Markdown progress="finished" text={PAGE} />);
  await waitFor(() => expect(document.body.textContent).toContain("<p>Hi"));
  expect(screen.queryByRole("tab")).toBeNull();
});
