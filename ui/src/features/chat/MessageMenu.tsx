import type { Message } from "@atelier/client/types";
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
  const unavailable = branching.busy ? "Once the answer has ended" : undefined;
  const again = [
    {
      label: "Answer again",
      icon: RotateCw,
      onSelect: () => branching.answerAgain(message, {}),
      unavailable,
    },
    {
      label: "Answer again with…",
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
          { label: "Fork from here", icon: GitFork, onSelect: () => branching.fork(message) },
          {
            label: "Delete from here",
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
            label={answer ? "More about this answer" : "More about what you said"}
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
