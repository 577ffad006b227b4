import type { Conversation } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useState } from "react";

import { Confirm } from "../../components/Confirm";
import { TextField } from "../../components/TextField";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { errorLine } from "../../lib/error-words";
import { tagsOf } from "./tags";

type Props = { readonly conversation: Conversation; readonly onClose: () => void };

/** The tags of a conversation, between commas; those in use are offered. */
export const TagDialog = ({ conversation, onClose }: Props) => {
  const [written, setWritten] = useState(conversation.tags.join(", "));
  const { data: known } = useOperation("shelf.tags", {});
  const tag = useCommand("shelf.tag");
  const tags = tagsOf(written);
  const offered = (known ?? []).filter(({ name }) => !tags.includes(name)).slice(0, 12);
  const save = () => tag.mutate({ id: conversation.id, tags }, { onSuccess: onClose });
  return (
    <Confirm
      act={t`Save`}
      onAct={save}
      onClose={onClose}
      open
      pending={tag.isPending}
      title={t`Tags`}
    >
      <div className="flex flex-col gap-3 pt-1">
        <TextField
          autoFocus
          description={t`Words between commas. tag: finds them.`}
          error={tag.error && errorLine(tag.error)}
          label={t`Tags`}
          maxLength={800}
          onChange={setWritten}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.nativeEvent.isComposing) save();
          }}
          text={written}
        />
        {offered.length > 0 && (
          <div className="flex flex-wrap gap-1.5">
            {offered.map(({ name }) => (
              <button
                className="h-7 rounded-full border border-hairline px-3 text-xs text-text-subtle hover:bg-surface-hover hover:text-text"
                key={name}
                onClick={() => setWritten([...tags, name].join(", "))}
                type="button"
              >
                #{name}
              </button>
            ))}
          </div>
        )}
      </div>
    </Confirm>
  );
};
