import type { Conversation, ProjectId } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { FolderMinus, Plus } from "lucide-react";
import { useState } from "react";

import { ColorDot } from "../../components/ColorDot";
import { Dialog } from "../../components/Dialog";
import { Icon } from "../../components/Icon";
import { useOperation } from "../../data/use-operation";
import { ProjectDialog } from "./ProjectDialog";
import { PROJECT_COLORS } from "./project-colors";

type Props = {
  readonly conversations: readonly Conversation[];
  readonly onMove: (project: ProjectId | null) => void;
  readonly onClose: () => void;
};

const ROW =
  "flex h-9 w-full items-center gap-3 rounded-control px-3 text-left text-sm hover:bg-surface-hover aria-pressed:bg-surface-selected";

/** Which project conversations move to. */
export const MoveDialog = ({ conversations, onMove, onClose }: Props) => {
  const { data: projects } = useOperation("project.list", {});
  const [creating, setCreating] = useState(false);
  const [first] = conversations;
  const here = conversations.every((it) => it.project_id === first?.project_id)
    ? first?.project_id
    : undefined;
  const move = (project: ProjectId | null) => {
    onMove(project);
    onClose();
  };
  if (creating) {
    return <ProjectDialog onClose={onClose} onDone={({ id }) => move(id)} project={null} />;
  }
  return (
    <Dialog onClose={onClose} open title={t`Move to a project`}>
      <ul className="-mx-3">
        {projects?.map(({ id, name, color }) => (
          <li key={id}>
            <button
              aria-pressed={id === here}
              className={ROW}
              onClick={() => move(id)}
              type="button"
            >
              <ColorDot look={PROJECT_COLORS[color].look} />
              <span className="min-w-0 flex-1 truncate" dir="auto">
                {name}
              </span>
            </button>
          </li>
        ))}
        {here !== null && (
          <li>
            <button className={ROW} onClick={() => move(null)} type="button">
              <Icon of={FolderMinus} />
              {t`No project`}
            </button>
          </li>
        )}
        <li>
          <button className={ROW} onClick={() => setCreating(true)} type="button">
            <Icon of={Plus} />
            {t`New project`}
          </button>
        </li>
      </ul>
    </Dialog>
  );
};
