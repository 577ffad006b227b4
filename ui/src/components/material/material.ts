import type { AttachmentId } from "@atelier/client/types";
import { type ClipboardEvent, createContext, type KeyboardEvent, type ReactNode } from "react";

/** What goes along with the message that is being written. */
export type Material = {
  /** The attachments, in order. */
  readonly ids: readonly AttachmentId[];
  /** Whether a file is still on its way. */
  readonly busy: boolean;
  /** Why it cannot go to a model; null where it can. `null` is the model that answers by default. */
  readonly obstacle: (model: string | null) => string | null;
  /** The attachments, above the text. */
  readonly chips: ReactNode;
  /** What opens the choice of files. */
  readonly button: ReactNode;
  /** Takes files, and texts that are too long, out of what is pasted. */
  readonly onPaste: (event: ClipboardEvent<HTMLTextAreaElement>) => void;
  /** Completes `@` and the name of a file. */
  readonly mentions: Mentions;
};

/** Completes the names of files. */
export type Mentions = {
  /** Looks whether a name is being written. */
  readonly onText: (field: HTMLTextAreaElement, setText: (text: string) => void) => void;
  /** Takes the keys that choose a file; returns whether it took this one. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
  /** The files to choose from; null where none are wanted. */
  readonly list: ReactNode;
};

/** What goes along with the message that is being written. Without one, nothing can. */
export const MaterialContext = createContext<Material | null>(null);
