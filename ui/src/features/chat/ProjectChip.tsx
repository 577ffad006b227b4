import type { ProjectId } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

import { useOperation } from "../../data/use-operation";

type Props = { readonly id: ProjectId };

/** The project of a conversation, and what Claude is told because of it. */
export const ProjectChip = ({ id }: Props) => {
  const { data: projects } = useOperation("project.list", {});
  const project = projects?.find((one) => one.id === id);
  if (!project) return null;
  const told = project.instructions.trim();
  const chip = "max-w-48 truncate rounded-full border border-hairline px-2.5 py-0.5 text-xs";
  if (told === "") return <span className={`${chip} text-text-subtle`}>{project.name}</span>;
  return (
    <details className="relative shrink-0">
      <summary
        className={`${chip} list-none text-text-subtle hover:text-text`}
      >{t`${{ name: project.name }} · instructions`}</summary>
      <div className="absolute right-0 z-20 mt-1 w-96 max-w-[80vw] rounded-card border border-hairline bg-surface-raised p-4 shadow-float">
        <p className="pb-2 text-xs font-medium text-text-subtle">
          {t`Claude is told this in each conversation of the project`}
        </p>
        <p
          className="max-h-72 overflow-y-auto text-sm whitespace-pre-wrap wrap-anywhere"
          dir="auto"
        >
          {told}
        </p>
      </div>
    </details>
  );
};
