import type { Project } from "@atelier/client/types";
import { Archive, Folder, MessagesSquare, Search, Trash2 } from "lucide-react";
import { useLocation } from "wouter";

import { Button } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import type { HistoryFilter } from "./use-history";

type Props = Pick<HistoryFilter, "shelf" | "title"> & {
  readonly project: Project | null;
  readonly onClear: () => void;
};

/** Says what an empty list of conversations is for. */
export const NoConversations = ({ shelf, title, project, onClear }: Props) => {
  const [, navigate] = useLocation();
  if (title.trim() !== "") {
    return (
      <EmptyState
        action={<Button onClick={onClear}>Show all</Button>}
        icon={Search}
        title={`No title holds “${title.trim()}”`}
      />
    );
  }
  if (shelf === "trash") {
    return (
      <EmptyState icon={Trash2} title="The trash is empty">
        Conversations that you delete wait here, and can be restored.
      </EmptyState>
    );
  }
  if (shelf === "archive") {
    return (
      <EmptyState icon={Archive} title="The archive is empty">
        Conversations that you archive leave the list, and are still found.
      </EmptyState>
    );
  }
  if (project) {
    return (
      <EmptyState icon={Folder} title="Nothing in this project yet">
        Begin a conversation here, or drop one on the project’s name.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      action={<Button onClick={() => navigate("/")}>Write a message</Button>}
      icon={MessagesSquare}
      title="No conversations yet"
    >
      Each conversation appears here as soon as its first message is sent.
    </EmptyState>
  );
};
