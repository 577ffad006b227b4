import { isWireError, OperationError, toOperationError } from "@atelier/client/errors";
import type { ConversationId, ExportBranches, ExportFormat } from "@atelier/client/types";

/** What is downloaded: one conversation, or everything. */
export type DownloadWish =
  | {
      readonly id: ConversationId;
      readonly format: ExportFormat;
      readonly branches: ExportBranches;
    }
  | Record<string, never>;

/**
 * Returns what lets the browser keep an export as a file of its own.
 *
 * The server is asked with the token and answers with an address that works once; the browser follows that, so
 * that the bytes never pass through the page.
 */
export const createDownloads =
  (token: string | null) =>
  async (wish: DownloadWish): Promise<void> => {
    const headers = {
      "content-type": "application/json",
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    };
    try {
      const init = { method: "POST", headers, body: JSON.stringify(wish) };
      const response = await fetch("/downloads", init);
      const answer: unknown = await response.json();
      if (!response.ok) {
        if (isWireError(answer)) throw new OperationError(answer.code, answer.message, answer.hint);
        throw new OperationError("unavailable", response.statusText);
      }
      if (!hasAddress(answer)) throw new OperationError("internal", response.statusText);
      const link = document.createElement("a");
      link.href = answer.address;
      link.download = "";
      link.click();
    } catch (cause) {
      throw toOperationError(cause);
    }
  };

const hasAddress = (answer: unknown): answer is { readonly address: string } =>
  typeof answer === "object" &&
  answer !== null &&
  "address" in answer &&
  typeof answer.address === "string" &&
  answer.address.startsWith("/downloads/");
