import type { ConversationId } from "@atelier/client/types";

/** Why a file could not be attached, in the language that is shown. */
export type Refused = {
  readonly message: string;
  readonly hint: string | null;
  /** The core's own words, which are English, where another language is shown. */
  readonly detail: string | null;
};

/** A file on its way to a draft. */
export type Upload = {
  readonly key: number;
  /** The conversation whose draft it goes to; null is the one not created yet. */
  readonly conversationId: ConversationId | null;
  readonly name: string;
  readonly bytes: number;
  /** Which part has been sent, from 0 to 1. */
  readonly sent: number;
  /** Why it could not be attached. */
  readonly error: Refused | null;
};

export type UploadEvent =
  | { readonly type: "begun"; readonly upload: Upload }
  | { readonly type: "sent"; readonly key: number; readonly part: number }
  | { readonly type: "failed"; readonly key: number; readonly error: Refused }
  | { readonly type: "gone"; readonly key: number };

/** Folds what happens to files on their way into the list of them. */
export const uploadsReducer = (
  uploads: readonly Upload[],
  event: UploadEvent,
): readonly Upload[] => {
  switch (event.type) {
    case "begun":
      return [...uploads, event.upload];
    case "sent":
      return changed(uploads, event.key, { sent: event.part });
    case "failed":
      return changed(uploads, event.key, { error: event.error });
    case "gone":
      return uploads.filter(({ key }) => key !== event.key);
  }
};

const changed = (
  uploads: readonly Upload[],
  key: number,
  change: Partial<Upload>,
): readonly Upload[] =>
  uploads.map((upload) => (upload.key === key ? { ...upload, ...change } : upload));
