import type { LinkPlace } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useLocation } from "wouter";

import { Confirm } from "../components/Confirm";
import { showToast } from "../components/toasts";
import { useCommand } from "../data/use-command";
import { useOperation } from "../data/use-operation";
import { putIntoComposer } from "../lib/compose";
import { errorLine } from "../lib/error-words";

type Props = Omit<Extract<LinkPlace, { kind: "new" }>, "kind"> & { readonly onClose: () => void };

/** Shows what a link wants to write, and lets a person take it into a new conversation. Nothing is sent. */
export const LinkedText = ({ text, project, onClose }: Props) => {
  const [, navigate] = useLocation();
  const { data: projects } = useOperation("project.list", {}, { enabled: project !== null });
  const found = projects?.find(({ name }) => name.toLowerCase() === project?.toLowerCase());
  const create = useCommand("conversation.create");
  const assign = useCommand("shelf.assign");
  const pending = create.isPending || assign.isPending;

  const take = async () => {
    try {
      if (found) {
        const { id } = await create.mutateAsync({});
        await assign.mutateAsync({ ids: [id], project_id: found.id });
        navigate(`/c/${id}`);
      } else {
        navigate("/");
      }
      if (text !== "") putIntoComposer(text);
      onClose();
    } catch (error) {
      showToast({ text: errorLine(error as never), tone: "danger" });
    }
  };

  return (
    <Confirm
      act={text === "" ? t`Begin` : t`Put into the composer`}
      disabled={project !== null && projects === undefined}
      keep={t`Throw it away`}
      onAct={() => void take()}
      onClose={onClose}
      open
      pending={pending}
      title={t`A link wants to begin a conversation`}
      wide
    >
      <p className="pb-3 text-sm text-text-subtle">
        {t`It came from another program. Read it first: nothing is sent before you send it.`}
      </p>
      {text === "" ? (
        <p className="text-sm">{t`It brings no text.`}</p>
      ) : (
        <pre
          className="max-h-72 overflow-y-auto rounded-control border border-hairline bg-surface-sunken p-3 font-sans text-base whitespace-pre-wrap wrap-anywhere"
          dir="auto"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by its keys
          tabIndex={0}
        >
          {text}
        </pre>
      )}
      {project !== null && projects !== undefined && (
        <p className="pt-3 text-sm">
          {found
            ? t`The conversation belongs to the project “${{ project: found.name }}”.`
            : t`There is no project “${project}”; the conversation begins without one.`}
        </p>
      )}
    </Confirm>
  );
};
