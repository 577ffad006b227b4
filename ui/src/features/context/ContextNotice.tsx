import { Link } from "wouter";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { fillOf } from "./meter";
import { type Pending, useMeter } from "./use-meter";

/** Above the composer: what stands in the way of the next request, before it is sent. */
export const ContextNotice = (pending: Pending) => {
  const meter = useMeter(pending);
  if (!meter) return null;
  if (meter.stopped_by !== null) {
    return <Stopped conversationId={pending.conversationId} why={meter.stopped_by} />;
  }
  if (fillOf(meter) !== "over") return null;
  return (
    <Frame>
      <Banner shape="card" tone="danger">
        The next request does not fit into the context of the model. Choose a model that takes more,
        or begin a new conversation.
      </Banner>
    </Frame>
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
              Allow once
            </Button>
          )
        }
        shape="card"
        tone="warning"
      >
        {what} It would not be sent. <Link href="/settings/usage/budgets">Change the budget</Link>
      </Banner>
    </Frame>
  );
};

const Frame = ({ children }: { readonly children: React.ReactNode }) => (
  <div className="mx-auto w-full max-w-[calc(72ch+3rem)] px-6 pb-3">{children}</div>
);
