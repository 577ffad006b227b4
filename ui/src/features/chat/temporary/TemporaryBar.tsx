import type { Conversation, ConversationId } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { MessageCircleDashed } from "lucide-react";
import { useState } from "react";

import { Button } from "../../../components/Button";
import { Confirm } from "../../../components/Confirm";
import { Icon } from "../../../components/Icon";
import { showToast } from "../../../components/toasts";
import { useCommand } from "../../../data/use-command";
import { useEndTemporary, useTemporary } from "./use-temporary";

type Props = { readonly id: ConversationId };

/** Says that nothing of a conversation is kept, where that is so, and what can be done about it. */
export const TemporaryBar = ({ id }: Props) => {
  const conversation = useTemporary().find((one) => one.id === id);
  return conversation ? <Bar conversation={conversation} /> : null;
};

const Bar = ({ conversation: { id, message_count, state } }: { conversation: Conversation }) => {
  const [asking, ask] = useState(false);
  const keep = useCommand("temporary.keep");
  const end = useEndTemporary(id);
  return (
    <section
      aria-label={t`Temporary conversation`}
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b-2 border-dashed border-border bg-surface-sunken px-6 py-2 text-sm"
    >
      <Icon className="shrink-0 text-text-subtle" of={MessageCircleDashed} />
      <p className="min-w-48 flex-1">
        <strong className="font-medium">{t`Temporary: nothing of this is kept.`}</strong>{" "}
        <span className="text-text-subtle">
          {t`It ends with Atelier at the latest. Only what it costs is written down.`}
        </span>
      </p>
      <div className="flex gap-2">
        <Button
          disabled={state === "streaming"}
          onClick={() =>
            keep.mutate(
              { id },
              {
                onSuccess: () => showToast({ text: t`The conversation is kept now` }),
                onError: ({ message }) => showToast({ text: message, tone: "danger" }),
              },
            )
          }
          pending={keep.isPending}
          title={state === "streaming" ? t`When the answer has ended` : undefined}
        >
          {t`Keep it`}
        </Button>
        <Button onClick={() => (message_count === 0 ? end() : ask(true))} variant="danger">
          {t`End it`}
        </Button>
      </div>
      <Confirm
        act={t`End it`}
        danger
        onAct={() => {
          ask(false);
          end();
        }}
        onClose={() => ask(false)}
        open={asking}
        title={t`End this temporary conversation?`}
      >
        <p>{t`Nothing of it is left then, and nothing brings it back. What it cost stays counted.`}</p>
      </Confirm>
    </section>
  );
};
