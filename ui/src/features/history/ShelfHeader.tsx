import type { Project } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { ArrowLeft, Plus, Settings2 } from "lucide-react";
import { useState } from "react";
import { useLocation } from "wouter";

import { Button } from "../../components/Button";
import { ColorDot } from "../../components/ColorDot";
import { Icon } from "../../components/Icon";
import { IconButton } from "../../components/IconButton";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { EraseDialog } from "./EraseDialog";
import { ProjectDialog } from "./ProjectDialog";
import { PROJECT_COLORS } from "./project-colors";
import { addressOf, type HistoryFilter } from "./use-history";

type Props = {
  readonly shelf: HistoryFilter["shelf"];
  readonly project: Project | null;
  readonly isEmpty: boolean;
  readonly onBack: () => void;
  /** Runs with the project as it was changed; null once it is deleted. */
  readonly onProject: (project: Project | null) => void;
};

/** Above a part of the conversations: what it is, the way back, and what can be done with all of it. */
export const ShelfHeader = ({ shelf, project, isEmpty, onBack, onProject }: Props) => {
  const [asking, ask] = useState<"edit" | "empty" | null>(null);
  const begin = useBegin();
  const name =
    project?.name ?? (shelf === "archive" ? t({ message: "Archive", context: "place" }) : t`Trash`);
  return (
    <div className="mx-2 mb-1 flex items-center gap-1">
      <button
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-control px-2 text-sm font-medium hover:bg-surface-hover"
        onClick={onBack}
        type="button"
      >
        <Icon of={ArrowLeft} />
        {project && <ColorDot look={PROJECT_COLORS[project.color].look} />}
        <span className="min-w-0 truncate" dir="auto">
          {name}
        </span>
      </button>
      {project && (
        <>
          <IconButton
            icon={Plus}
            label={t`New conversation in ${name}`}
            onClick={() => begin(project)}
          />
          <IconButton icon={Settings2} label={t`Edit the project`} onClick={() => ask("edit")} />
        </>
      )}
      {shelf === "trash" && !isEmpty && (
        <Button onClick={() => ask("empty")} variant="quiet">
          {t({ message: "Empty", context: "verb" })}
        </Button>
      )}
      {asking === "edit" && project && (
        <ProjectDialog
          onClose={() => ask(null)}
          onDeleted={() => onProject(null)}
          onDone={onProject}
          project={project}
        />
      )}
      {asking === "empty" && <EraseDialog conversation={null} onClose={() => ask(null)} />}
    </div>
  );
};

/** Begins a conversation in a project. */
const useBegin = (): ((project: Project) => void) => {
  const [, navigate] = useLocation();
  const create = useCommand("conversation.create");
  const assign = useCommand("shelf.assign");
  return async ({ id: project_id }) => {
    try {
      const { id } = await create.mutateAsync({});
      await assign.mutateAsync({ ids: [id], project_id });
      navigate(addressOf(id));
    } catch (cause) {
      showToast({ text: (cause as Error).message, tone: "danger" });
    }
  };
};
