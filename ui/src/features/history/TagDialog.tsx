import type { Conversation } from "@atelier/client/types";
import { useState } from "react";

import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Field } from "../../components/Field";
import { TextInput } from "../../components/TextInput";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
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
    <Dialog
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button onClick={save} pending={tag.isPending} variant="primary">
            Save
          </Button>
        </>
      }
      onClose={onClose}
      open
      title="Tags"
    >
      <div className="flex flex-col gap-3 pt-1">
        <Field
          description="Words between commas. tag: finds them."
          error={tag.error?.message ?? null}
          label="Tags"
        >
          {(control) => (
            <TextInput
              {...control}
              autoFocus
              maxLength={800}
              onChange={(event) => setWritten(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && !event.nativeEvent.isComposing) save();
              }}
              value={written}
            />
          )}
        </Field>
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
    </Dialog>
  );
};
