import { type ComponentType, createContext, useContext } from "react";

/** What a tool was asked and what it returned, for a view of its own. */
export type ToolViewProps = {
  /** The arguments, as Claude wrote them. */
  readonly input: unknown;
  /** What the tool returned, as text. */
  readonly result: string;
};

/** Views for the results of tools, by the tool’s name. */
export type ToolViews = Readonly<Record<string, ComponentType<ToolViewProps>>>;

/** The views that the place of the conversation offers. */
export const ToolViewsContext = createContext<ToolViews>({});

/** Returns the view for a tool’s results; null where it has none of its own. */
export const useToolView = (name: string): ComponentType<ToolViewProps> | null => {
  const views = useContext(ToolViewsContext);
  return Object.hasOwn(views, name) ? (views[name] ?? null) : null;
};
