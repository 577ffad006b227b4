import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Link } from "wouter";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { CoreWords } from "../../components/CoreWords";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { errorLine } from "../../lib/error-words";
import { ContextPanel } from "./ContextPanel";
import { fillOf } from "./meter";
import { togglePanel } from "./panel";
import { type Pending, useMeter } from "./use-meter";

/** Above the composer: what stands in the way of the next request, before it is sent. */
export const ContextNotice = (pending: Pending) => (
  <>
    <ContextPanel {...pending} />
    <Warning {...pending} />
  </>
);

const Warning = (pending: Pending) => {
  const meter = useMeter(pending);
  if (!meter) return null;
  if (meter.stopped_by !== null) {
    return <Stopped conversationId={pending.conversationId} why={meter.stopped_by} />;
  }
  const fill = fillOf(meter);
  if (fill !== "over" && (fill !== "near" || pending.conversationId === null)) return null;
  return (
    <Frame>
      <Banner
        action={<WaysOut conversationId={pending.conversationId} />}
        shape="card"
        tone={fill === "over" ? "danger" : "warning"}
      >
        {fill === "over"
          ? t`The next request does not fit into the context of the model. Sum up the beginning, leave parts out, or choose a model that takes more.`
          : t`The context of the model is nearly full.`}
      </Banner>
    </Frame>
  );
};

const WaysOut = ({ conversationId }: { readonly conversationId: string | null }) => {
  const summarize = useCommand("context.summarize", { onSuccess: () => togglePanel(true) });
  return (
    <span className="flex flex-wrap items-center gap-2">
      {summarize.error && <span role="alert">{errorLine(summarize.error)}</span>}
      {conversationId !== null && (
        <Button
          onClick={() => summarize.mutate({ conversation_id: conversationId })}
          pending={summarize.isPending}
        >
          {t`Sum up`}
        </Button>
      )}
      <Button onClick={() => togglePanel(true)} variant="quiet">
        {t`Leave parts out`}
      </Button>
    </span>
  );
};

type StoppedProps = { readonly conversationId: string | null; readonly why: string };

const Stopped = ({ conversationId, why }: StoppedProps) => {
  const state = useOperation("budget.state", { conversation_id: conversationId });
  const allow = useCommand("budget.allow_once");
  if (state.data?.allowed_once) return null;
  // What is said of sending has not happened yet.
  const [what] = why.split(" Nothing was sent.");
  return (
    <Frame>
      <Banner
        action={
          conversationId !== null && (
            <Button
              onClick={() => allow.mutate({ conversation_id: conversationId })}
              pending={allow.isPending}
            >
              {t`Allow once`}
            </Button>
          )
        }
        shape="card"
        tone="warning"
      >
        {what && <CoreWords own={what} said={t`A budget stands in the way.`} />}{" "}
        <Trans>
          It would not be sent. <Link href="/settings/usage/budgets">Change the budget</Link>
        </Trans>
      </Banner>
    </Frame>
  );
};

const Frame = ({ children }: { readonly children: React.ReactNode }) => (
  <div className="mx-auto w-full max-w-[calc(72ch+3rem)] px-6 pb-3">{children}</div>
);
