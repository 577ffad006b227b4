import { OperationError } from "@atelier/client/errors";
import type { SimilarConversations } from "@atelier/client/types";
import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { createFakeTransport } from "../../testing/fake-transport";
import { renderWith } from "../../testing/render";
import { SimilarButton } from "./SimilarButton";

const NONE: SimilarConversations = { conversations: [], compared: 0, blank: false };

const FOUND: SimilarConversations = {
  compared: 12,
  blank: false,
  conversations: [
    {
      conversation: { id: "c2", title: "Starter smells", updated_at: 1_790_000_000_000 } as never,
      asked: "My sourdough starter smells of acetone.",
      similarity: 0.318,
      matched: [
        { word: "sourdough", share: 0.7 },
        { word: "dough", share: 0.3 },
      ],
    },
  ],
};

const setUp = async (answer: SimilarConversations | (() => never)) => {
  const transport = createFakeTransport({});
  transport.answer("search.similar", answer as SimilarConversations);
  const view = renderWith(transport, <SimilarButton conversationId="c1" />);
  await view.user.click(screen.getByRole("button", { name: "Similar conversations" }));
  const dialog = await screen.findByRole("dialog", { name: "Similar conversations" });
  return { transport, dialog, ...view };
};

describe("similar conversations", () => {
  it("are listed with the reason, and lead there", async () => {
    const { user, transport, dialog } = await setUp(FOUND);
    const link = await within(dialog).findByRole("link");
    expect(transport.inputs("search.similar")).toEqual([{ id: "c1" }]);
    expect(link.textContent).toContain("32% alike");
    expect(link.textContent).toContain("My sourdough starter smells of acetone.");
    within(link).getByText("dough");
    expect(link.getAttribute("href")).toContain("/c/c2");
    await user.click(link);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("say why there are none", async () => {
    const { dialog } = await setUp({ ...NONE, compared: 12 });
    await within(dialog).findByText("It was compared with 12 other conversations.");
  });

  it("say that there is nothing to compare, or nothing to compare with", async () => {
    const { dialog, unmount } = await setUp({ ...NONE, blank: true });
    await within(dialog).findByText("Nothing was said here in words yet.");
    unmount();
    const { dialog: other } = await setUp(NONE);
    await within(other).findByText("There is no other conversation yet.");
  });

  it("say that they could not be looked for", async () => {
    const { dialog } = await setUp(() => {
      throw new OperationError("unavailable", "The disk is full.");
    });
    await within(dialog).findByText("They could not be looked for");
    within(dialog).getByRole("button", { name: "Try again" });
  });
});
