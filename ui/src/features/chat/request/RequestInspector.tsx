import type { Message, MessageId, Unrecorded } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { Copy } from "lucide-react";
import { useState } from "react";

import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { ErrorNote } from "../../../components/ErrorNote";
import { Select } from "../../../components/Select";
import { Skeleton } from "../../../components/Skeleton";
import { showToast } from "../../../components/toasts";
import { useTransport } from "../../../data/transport";
import { useOperation } from "../../../data/use-operation";
import { errorLine } from "../../../lib/error-words";
import { usePlatform } from "../../../platform/context";
import { RequestBody } from "./RequestBody";
import { RequestFacts } from "./RequestFacts";
import { curlOf } from "./sent-body";

type Props = {
  /** The answers of a turn, oldest first: for each there was a request. */
  readonly answers: readonly Message[];
  readonly onClose: () => void;
};

/** What was asked of the API for an answer, word for word, and what came back. */
export const RequestInspector = ({ answers, onClose }: Props) => {
  const [chosen, choose] = useState<MessageId | null>(answers.at(-1)?.id ?? null);
  const message = answers.find(({ id }) => id === chosen) ?? answers.at(-1);
  if (!message) return null;
  return (
    <Dialog onClose={onClose} open title={t`What was sent`} wide>
      {answers.length > 1 && (
        <Select
          aria-label={t`Which request`}
          className="mb-4"
          onChange={choose}
          options={answers.map(({ id }, at) => ({
            value: id,
            label: t`Request ${{ at: at + 1 }} of ${{ all: answers.length }}`,
          }))}
          value={message.id}
        />
      )}
      <Record key={message.id} message={message} />
    </Dialog>
  );
};

const UNRECORDED: Record<Unrecorded, MessageDescriptor> = {
  from_cache: msg`Nobody was asked: this answer was given again from memory.`,
  not_in_memory: msg`This request is not in memory. Requests are kept while Atelier runs, the newest of them, and never on disk; what was sent before cannot be shown word for word.`,
};

const Record = ({ message }: { readonly message: Message }) => {
  const [whole, setWhole] = useState(false);
  const input = { conversation_id: message.conversation_id, message_id: message.id, whole };
  const { data, error, refetch } = useOperation("message.request", input, {
    fresh: true,
    keepPrevious: true,
  });
  if (error && !data) {
    return (
      <ErrorNote
        error={error}
        onRetry={() => void refetch()}
        title={t`The request could not be read`}
      />
    );
  }
  if (!data) return <Skeleton lines={8} />;
  const { sent, unrecorded } = data;
  return (
    <div className="flex flex-col gap-5">
      {sent === null && unrecorded !== null && (
        <p className="text-sm">{i18n._(UNRECORDED[unrecorded])}</p>
      )}
      {sent && <CopyButtons message={message} />}
      <RequestFacts message={data.message} sent={sent} />
      {sent && <RequestBody onWhole={whole ? null : () => setWhole(true)} sent={sent} />}
    </div>
  );
};

const CopyButtons = ({ message }: { readonly message: Message }) => {
  const transport = useTransport();
  const platform = usePlatform();
  const copy = async (as: "json" | "curl") => {
    const input = { conversation_id: message.conversation_id, message_id: message.id, whole: true };
    const { sent } = await transport.call("message.request", input, {});
    if (!sent) return;
    await platform.copyText(as === "json" ? sent.body : curlOf(sent));
    showToast({
      text:
        sent.cuts.length > 0
          ? t`Copied. Pictures, files and very long texts are not in it.`
          : t`Copied`,
    });
  };
  const copied = (as: "json" | "curl") => () =>
    void copy(as).catch((error) => showToast({ text: errorLine(error), tone: "danger" }));
  return (
    <div className="flex flex-wrap gap-2">
      <Button icon={Copy} onClick={copied("json")}>{t`Copy as JSON`}</Button>
      <Button icon={Copy} onClick={copied("curl")}>{t`Copy for curl`}</Button>
    </div>
  );
};
