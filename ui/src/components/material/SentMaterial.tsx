import type { Message } from "@atelier/client/types";

import { ChipList } from "./ChipList";
import { attachmentsOf } from "./sent";

/** What went along with a message. */
export const SentMaterial = ({ message }: { readonly message: Message }) => (
  <ChipList attachments={attachmentsOf(message.blocks)} className="max-w-[85%] justify-end pb-1" />
);
