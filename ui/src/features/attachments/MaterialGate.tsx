import type { Attachment, ConversationId, Model } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { type ReactNode, useMemo } from "react";

import { type Material, MaterialContext } from "../../components/material/material";
import { useCommand } from "../../data/use-command";
import { useModels } from "../../data/use-models";
import { useOperation } from "../../data/use-operation";
import { AttachButton } from "./AttachButton";
import { Chips } from "./Chips";
import { DropTarget } from "./DropTarget";
import { pastedFiles } from "./pasted";
import { useMentions } from "./use-mentions";
import { useUploads } from "./use-uploads";

type Props = {
  readonly conversationId: ConversationId | null;
  readonly children: ReactNode;
};

const NONE: readonly Attachment[] = [];

/** Lets files go along with what is written below it. */
export const MaterialGate = ({ conversationId, children }: Props) => {
  const draft = { conversation_id: conversationId };
  const { data: attachments = NONE } = useOperation("attachment.list", draft);
  const { data: limits } = useOperation("attachment.limits", {});
  const { uploads, add, drop } = useUploads();
  const remove = useCommand("attachment.remove");
  const { data: models } = useModels();
  const mentions = useMentions(conversationId);
  const here = uploads.filter((upload) => upload.conversationId === conversationId);
  const onFiles = (files: readonly File[]) => add(files, conversationId);
  const obstacle = (model: string | null) => obstacleOf(attachments, modelOf(models, model));
  const taken = [...attachments, ...here].map(({ name }) => name);
  const material: Material = {
    ids: useMemo(() => attachments.map(({ id }) => id), [attachments]),
    busy: here.some(({ error }) => error === null),
    obstacle,
    chips: (
      <Chips
        attachments={attachments}
        onDrop={drop}
        onRemove={({ id }) => remove.mutate({ id })}
        uploads={here}
      />
    ),
    button: <AttachButton onFiles={onFiles} />,
    onPaste: (event) => {
      const files = pastedFiles(event.clipboardData, limits?.paste_characters, taken);
      if (files.length === 0) return;
      event.preventDefault();
      onFiles(files);
    },
    mentions,
  };
  return (
    <MaterialContext value={material}>
      {children}
      <DropTarget onFiles={onFiles} />
    </MaterialContext>
  );
};

const modelOf = (models: readonly Model[] | undefined, id: string | null): Model | undefined =>
  id === null ? models?.[0] : models?.find((model) => model.id === id);

/** Why a model cannot take what is attached; null where it can, or where nobody knows. */
const obstacleOf = (
  attachments: readonly Attachment[],
  model: Model | undefined,
): string | null => {
  if (!model) return null;
  const named = (kind: Attachment["kind"]) => attachments.find((it) => it.kind === kind)?.name;
  const picture = model.takes_images ? undefined : named("image");
  if (picture !== undefined) {
    return t`${{ display_name: model.display_name }} takes no pictures. Remove “${picture}”, or choose another model.`;
  }
  const pdf = model.takes_pdf ? undefined : named("pdf");
  if (pdf !== undefined) {
    return t`${{ display_name: model.display_name }} takes no PDF documents. Remove “${pdf}”, or choose another model.`;
  }
  return null;
};
