import { useOperation } from "../../data/use-operation";
import { useSettings } from "../../data/use-settings";
import type { AnthropicChat } from "./use-anthropic-chat";

/** Whether nothing can be asked before there is a key. */
export const useNeedsKey = (chat: AnthropicChat): boolean => {
  const { settings } = useSettings();
  const { data } = useOperation("secret.status", {});
  const keyless =
    settings?.endpoint.kind === "anthropic" && data !== undefined && data.key === null;
  return keyless || chat.refusal?.error.code === "needs_key";
};
