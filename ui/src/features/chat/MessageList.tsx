import type { Message, MessageId, TranscriptDetail } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { ArrowDown } from "lucide-react";
import {
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";

import { Button } from "../../components/Button";
import { useSettings } from "../../data/use-settings";
import { type Folds, FoldsContext } from "./folding";
import { type AnswerControls, MessageItem, UserBubble } from "./MessageItem";
import { shownOf } from "./rounds";
import { ToolViewsContext } from "./tool-views";
import { type Row, rowsOf, stands } from "./transcript";
import type { Turn } from "./turn-reducer";
import { useBroughtBack, useInPlace } from "./use-in-place";
import { useReveal } from "./use-reveal";
import { useStickToBottom } from "./use-stick-to-bottom";

type Props = {
  readonly messages: readonly Message[];
  /** The turn that is running, once it has begun. */
  readonly live: Turn | null;
  /** What was sent and is not stored yet. */
  readonly pending: string | null;
  /** What can be done about the last answer; null while one is on its way. */
  readonly controls: AnswerControls | null;
  readonly onReachTop: () => void;
  /** A message to bring into view; null where none is looked for. */
  readonly target: MessageId | null;
  /** Runs once it is in view. */
  readonly onTargetReached: () => void;
};

/** This close to the top, older messages are asked for; in px. */
const TOP = 800;

/**
 * How high a message is taken to be until it is measured, in px: about the middle of what they are.
 * A smaller guess draws, at first, several screens of messages that nobody sees.
 */
const ROW = 160;

/** How long rows that should be there may be missing before the list is made anew, in ms. */
const BLANK = 250;

/** The messages of a conversation. Only those near the window are in the page. */
export const MessageList = (props: Props) => {
  const [made, setMade] = useState(0);
  return <Rows key={made} {...props} onBlank={() => setMade(made + 1)} />;
};

const Rows = (props: Props & { readonly onBlank: () => void }) => {
  const { messages, live, pending, controls, onReachTop, onBlank } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const { atBottom, jumpToLatest, letGo, onResize, onScroll } = useStickToBottom(
    scroller,
    messages,
  );
  const virtualizer = useRef<VirtualizerHandle>(null);
  const { settings } = useSettings();
  const chosen = settings?.transcript ?? "normal";
  const [detail, read] = useInPlace(chosen, { scroller, follows: atBottom });
  const folds = useFoldsIn(detail);
  const rows = rowsOf(shownOf(messages), folds);
  const shown = pending === null ? rows : [...rows, PENDING];
  const rowOf = (id: string) => rows.findIndex((row) => stands(row, id));
  useBroughtBack(detail, read, { scroller, list: virtualizer, rowOf });
  const marked = useReveal({
    rows,
    list: virtualizer,
    loadOlder: onReachTop,
    letGo,
    unfold: folds.toggle,
  });
  const sought = props.target === null ? -1 : rowOf(props.target);
  const shift = useShift(shown);
  const answer = live?.answer ?? null;
  useBlankWatch(scroller, shown.length > 0, onBlank);

  const { target, onTargetReached } = props;
  useLayoutEffect(() => {
    if (target !== null) letGo();
  }, [target, letGo]);
  useEffect(() => {
    if (target === null) return;
    if (sought < 0) return onReachTop();
    virtualizer.current?.scrollToIndex(sought, { align: "nearest" });
    onTargetReached();
  }, [target, sought, onReachTop, onTargetReached]);
  useEffect(() => {
    const element = scroller.current;
    if (element && element.scrollHeight <= element.clientHeight + TOP) onReachTop();
  });
  return (
    <div className="relative min-h-0 flex-1">
      <div
        aria-label={t`Messages`}
        aria-live="off"
        className="h-full overflow-y-auto overscroll-contain pt-6 [overflow-anchor:none] focus-visible:-outline-offset-2"
        data-messages=""
        onFocus={({ target }) => setFocused(rowIn(target))}
        onScroll={({ currentTarget }) => {
          onScroll();
          if (currentTarget.scrollTop < TOP) onReachTop();
        }}
        ref={scroller}
        role="log"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
        tabIndex={0}
      >
        <FoldsContext value={folds}>
          <Virtualizer
            bufferSize={600}
            data={shown}
            itemSize={ROW}
            keepMounted={focused === null ? [] : [focused]}
            onResize={onResize}
            ref={virtualizer}
            scrollRef={scroller}
            shift={shift}
            startMargin={24}
          >
            {({ key, shown: one, fold, hidden, also }, index) => (
              <div
                className="pointer-events-auto mx-auto w-full max-w-[calc(72ch+3rem)] px-6"
                data-message={one?.message.id ?? key}
                data-revealed={one?.message.id === marked ? "" : undefined}
                data-row={index}
                key={key}
              >
                {one === null ? (
                  <div className="flex justify-end pb-4">
                    <UserBubble pending text={pending ?? ""} />
                  </div>
                ) : (
                  <MessageItem
                    begins={(also[0] ?? one).earlier.length === 0}
                    fold={fold}
                    hidden={hidden}
                    controls={index === rows.length - 1 ? controls : null}
                    inputs={one.message === answer ? (live?.inputs ?? null) : null}
                    shown={one}
                    waiting={one.message === answer ? (live?.waiting ?? null) : null}
                  />
                )}
              </div>
            )}
          </Virtualizer>
        </FoldsContext>
      </div>
      {!atBottom && (
        <Button
          className="absolute bottom-3 left-1/2 -translate-x-1/2 animate-appear rounded-full shadow-float"
          icon={ArrowDown}
          onClick={jumpToLatest}
        >
          {t`Jump to latest`}
        </Button>
      )}
    </div>
  );
};

/** What was said and is not stored yet. */
const PENDING: Row = { key: "pending", shown: null, fold: null, hidden: "nothing", also: [] };

/** What is folded, and what a person has opened of it; with another detail, nothing is opened. */
const useFoldsIn = (detail: TranscriptDetail): Folds => {
  const views = useContext(ToolViewsContext);
  const [chosen, choose] = useState({ detail, opened: NOTHING });
  const opened = chosen.detail === detail ? chosen.opened : NOTHING;
  const toggle = useCallback(
    (key: string) =>
      choose((before) => {
        const keys = new Set(before.detail === detail ? before.opened : NOTHING);
        if (!keys.delete(key)) keys.add(key);
        return { detail, opened: keys };
      }),
    [detail],
  );
  return useMemo(
    () => ({ detail, opened, toggle, isPlain: (tool) => !Object.hasOwn(views, tool) }),
    [detail, opened, toggle, views],
  );
};

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Notices when the virtualizer shows none of its rows. It waits for a scroll event after it has moved
 * the list itself; where the list was already at its end, WebKit sends none, and it would wait for ever.
 */
const useBlankWatch = (
  scroller: RefObject<HTMLElement | null>,
  filled: boolean,
  onBlank: () => void,
): void => {
  const tell = useRef(onBlank);
  useEffect(() => {
    tell.current = onBlank;
  });
  useEffect(() => {
    if (!filled) return;
    let looks = 0;
    const timer = setInterval(() => {
      const element = scroller.current;
      const blank =
        element !== null && element.clientHeight > 0 && !element.querySelector("[data-row]");
      looks = blank ? looks + 1 : 0;
      if (looks > 1) tell.current();
    }, BLANK);
    return () => clearInterval(timer);
  }, [scroller, filled]);
};

const rowIn = (target: Element): number | null => {
  const row = target.closest("[data-row]")?.getAttribute("data-row");
  return row === null || row === undefined ? null : Number(row);
};

/** Whether rows were added or removed above those that were shown, which must not move. */
const useShift = (rows: readonly Row[]): boolean => {
  const before = useRef<readonly Row[]>([]);
  const first = rows[0]?.key;
  const firstBefore = before.current[0]?.key;
  const changed = first !== undefined && firstBefore !== undefined && first !== firstBefore;
  const shift = changed && rows.some(({ key }) => key === firstBefore);
  useLayoutEffect(() => {
    before.current = rows;
  });
  return shift;
};
