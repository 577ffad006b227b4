import type { Project } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
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
        action={<Button onClick={onClear}>{t`Show all`}</Button>}
        icon={Search}
        title={t`No title holds “${{ title: title.trim() }}”`}
      />
    );
  }
  if (shelf === "trash") {
    return (
      <EmptyState icon={Trash2} title={t`The trash is empty`}>
        {t`Conversations that you delete wait here, and can be restored.`}
      </EmptyState>
    );
  }
  if (shelf === "archive") {
    return (
      <EmptyState icon={Archive} title={t`The archive is empty`}>
        {t`Conversations that you archive leave the list, and are still found.`}
      </EmptyState>
    );
  }
  if (project) {
    return (
      <EmptyState icon={Folder} title={t`Nothing in this project yet`}>
        {t`Begin a conversation here, or drop one on the project’s name.`}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      action={<Button onClick={() => navigate("/")}>{t`Write a message`}</Button>}
      icon={MessagesSquare}
      title={t`No conversations yet`}
    >
      {t`Each conversation appears here as soon as its first message is sent.`}
    </EmptyState>
  );
};
