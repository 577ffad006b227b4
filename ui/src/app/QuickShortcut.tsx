import { useCommand } from "../data/use-command";
import { useShortcut } from "../lib/shortcuts/registry";
import { usePlatform } from "../platform/context";

/** Opens quick entry from the palette, where there are windows. */
export const QuickShortcut = () => (usePlatform().kind === "tauri" ? <Opens /> : null);

const Opens = () => {
  const show = useCommand("desktop.show");
  useShortcut("quick.open", () => show.mutate({ window: "quick" }));
  return null;
};
