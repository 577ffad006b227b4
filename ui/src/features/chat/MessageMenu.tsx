import type { Message } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { Ellipsis, GitFork, RotateCw, Trash2 } from "lucide-react";
import { useState } from "react";

import { IconButton } from "../../components/IconButton";
import { Menu } from "../../components/Menu";
import { AnswerAgainDialog } from "./AnswerAgainDialog";
import type { Branching } from "./branching";

type Props = { readonly message: Message; readonly branching: Branching };

/** What else can be done with a message. */
export const MessageMenu = ({ message, branching }: Props) => {
  const [choosing, setChoosing] = useState(false);
  const answer = message.role === "assistant";
  const unavailable = branching.busy ? t`Once the answer has ended` : undefined;
  const again = [
    {
      label: t`Answer again`,
      icon: RotateCw,
      onSelect: () => branching.answerAgain(message, {}),
      unavailable,
    },
    {
      label: t`Answer again with…`,
      icon: RotateCw,
      onSelect: () => setChoosing(true),
      unavailable,
    },
  ];
  return (
    <>
      <Menu
        items={[
          ...(answer ? again : []),
          { label: t`Fork from here`, icon: GitFork, onSelect: () => branching.fork(message) },
          {
            label: t`Delete from here`,
            icon: Trash2,
            tone: "danger",
            onSelect: () => branching.remove(message),
            unavailable,
          },
        ]}
        trigger={(trigger) => (
          <IconButton
            {...trigger}
            icon={Ellipsis}
            label={answer ? t`More about this answer` : t`More about what you said`}
          />
        )}
      />
      {choosing && (
        <AnswerAgainDialog
          branching={branching}
          message={message}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
};
