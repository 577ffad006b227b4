import type { Conversation } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";
import { Archive, FolderInput, Pin, Trash2, X } from "lucide-react";

import { IconButton } from "../../components/IconButton";

type Props = {
  readonly chosen: readonly Conversation[];
  readonly onPin: () => void;
  readonly onMove: () => void;
  readonly onArchive: () => void;
  readonly onDelete: () => void;
  readonly onClear: () => void;
};

/** What can be done with several conversations at once. */
export const ChosenBar = ({ chosen, onPin, onMove, onArchive, onDelete, onClear }: Props) => (
  <div
    aria-label={t`Chosen conversations`}
    className="sticky top-0 z-10 mb-1 flex items-center rounded-control border border-hairline bg-surface-raised pl-2"
    role="toolbar"
  >
    <span aria-live="polite" className="flex-1 text-xs tabular-nums">
      {plural({ count: chosen.length }, { one: "# chosen", other: "# chosen" })}
    </span>
    <IconButton icon={Pin} label={t`Pin`} onClick={onPin} />
    <IconButton icon={FolderInput} label={t`Move to a project`} onClick={onMove} />
    <IconButton icon={Archive} label={t`Archive`} onClick={onArchive} />
    <IconButton icon={Trash2} label={t`Delete`} onClick={onDelete} />
    <IconButton icon={X} label={t`Choose none`} onClick={onClear} />
  </div>
);
