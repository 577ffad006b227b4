import { useEffect, useRef } from "react";

import type { AnthropicChat } from "./use-anthropic-chat";

/** A refused message goes back to where it was written, unless something else is there by now. */
export const useRestore = (
  chat: AnthropicChat,
  text: string,
  setText: (text: string) => void,
): void => {
  const refused = chat.refusal?.text ?? null;
  const restored = useRef<string | null>(null);
  useEffect(() => {
    if (refused === null) restored.current = null;
    else if (restored.current !== refused && text === "") {
      restored.current = refused;
      setText(refused);
    }
  }, [refused, text, setText]);
};
