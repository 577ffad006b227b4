import { useState } from "react";

import { later } from "../components/later";
import { useShortcut } from "../lib/shortcuts/registry";

const nothing = () => null;
const CommandPalette = later(
  async () => (await import("./CommandPalette")).CommandPalette,
  nothing,
);

type Props = { readonly conversationId: string | null };

/** Opens the command palette with its keys; it is loaded when it is first wanted. */
export const PaletteGate = ({ conversationId }: Props) => {
  const [open, setOpen] = useState<boolean | null>(null);
  useShortcut("palette.open", () => setOpen(true));
  if (open === null) return null;
  return (
    <CommandPalette conversationId={conversationId} onClose={() => setOpen(false)} open={open} />
  );
};
