import { useEffect, useState } from "react";

type Loaded = typeof import("./MessageList");

let loaded: Loaded | null = null;

/**
 * Returns what shows messages, once it is there. It is the heavier half of the chat, so it is loaded
 * while the messages are still being read or written.
 *
 * Not a lazy component: React holds back what replaces a fallback for 300 ms, which is as long as
 * opening a conversation may take.
 */
export const useMessageList = (wanted: boolean): Loaded["MessageList"] | null => {
  const [list, setList] = useState(loaded);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    if (!wanted || loaded) return;
    let left = false;
    import("./MessageList").then(
      (module) => {
        loaded = module;
        if (!left) setList(module);
      },
      (cause: unknown) => {
        if (!left) setFailure(cause ?? new Error("the list of messages could not be loaded"));
      },
    );
    return () => {
      left = true;
    };
  }, [wanted]);
  if (failure !== null) throw failure;
  return (list ?? loaded)?.MessageList ?? null;
};
