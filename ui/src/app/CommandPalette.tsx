import type { OperationSummary } from "@atelier/client/types";
import { useState } from "react";

import { OperationDialog } from "../features/palette/OperationDialog";
import { Palette } from "../features/palette/Palette";
import { useChoices } from "./use-choices";
import { usePaletteEntries } from "./use-palette-entries";

type Props = {
  /** Whether the list is open; a form that was opened from it stays until it is closed. */
  readonly open: boolean;
  readonly conversationId: string | null;
  readonly onClose: () => void;
};

/** Everything that can be done, found by typing. */
export const CommandPalette = ({ open, conversationId, onClose }: Props) => {
  const [operation, setOperation] = useState<OperationSummary | null>(null);
  const choices = useChoices(conversationId);
  return (
    <>
      {open && <OpenPalette onClose={onClose} onOperation={setOperation} />}
      {operation && (
        <OperationDialog
          choices={choices}
          key={operation.name}
          onClose={() => setOperation(null)}
          operation={operation}
        />
      )}
    </>
  );
};

type OpenProps = {
  readonly onClose: () => void;
  readonly onOperation: (operation: OperationSummary) => void;
};

const OpenPalette = ({ onClose, onOperation }: OpenProps) => {
  const [query, setQuery] = useState("");
  const entries = usePaletteEntries(query, onOperation);
  return <Palette entries={entries} onClose={onClose} onQuery={setQuery} query={query} />;
};
