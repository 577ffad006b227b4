import type { ConversationId, Project } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { Plus } from "lucide-react";
import { type DragEvent, useState } from "react";

import { ColorDot } from "../../components/ColorDot";
import { IconButton } from "../../components/IconButton";
import { useOperation } from "../../data/use-operation";
import { cx } from "../../lib/cx";
import { draggedConversation } from "./dragging";
import { ProjectDialog } from "./ProjectDialog";
import { PROJECT_COLORS } from "./project-colors";

type Props = {
  readonly onOpen: (project: Project) => void;
  /** Runs where a conversation is dropped on a project. */
  readonly onMove: (id: ConversationId, project: Project) => void;
};

/** The projects: each opens its conversations, and takes those that are dropped on it. */
export const ProjectSection = ({ onOpen, onMove }: Props) => {
  const { data: projects } = useOperation("project.list", {});
  const [creating, setCreating] = useState(false);
  const [over, setOver] = useState<string | null>(null);
  const drop = (project: Project) => (event: DragEvent) => {
    event.preventDefault();
    setOver(null);
    const id = draggedConversation(event);
    if (id !== null) onMove(id, project);
  };
  return (
    <section aria-label={t`Projects`} className="pt-3">
      <div className="flex items-center justify-between pr-1 pl-2">
        <h2 className="text-xs font-medium text-text-faint">{t`Projects`}</h2>
        <IconButton
          className="size-6"
          icon={Plus}
          label={t`New project`}
          onClick={() => setCreating(true)}
        />
      </div>
      <ul>
        {projects?.map((project) => (
          <li key={project.id}>
            <button
              className={cx(
                "flex h-8 w-full items-center gap-2 rounded-control px-2 text-left text-sm hover:bg-surface-hover",
                over === project.id && "bg-surface-selected outline-2 outline-border-focus",
              )}
              onClick={() => onOpen(project)}
              onDragLeave={() => setOver(null)}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(project.id);
              }}
              onDrop={drop(project)}
              type="button"
            >
              <ColorDot look={PROJECT_COLORS[project.color].look} />
              <span className="min-w-0 flex-1 truncate" dir="auto">
                {project.name}
              </span>
              <span className="text-xs text-text-faint tabular-nums">
                {project.conversation_count}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {creating && (
        <ProjectDialog onClose={() => setCreating(false)} onDone={onOpen} project={null} />
      )}
    </section>
  );
};
