import { useEffect, useRef } from "react";
import { useLocation } from "wouter";
import { useTransport } from "../data/transport";
import { useOperation } from "../data/use-operation";

/** Keeps a window with one conversation at it: whatever else is wanted, the main window shows. */
export const StaysHere = () => {
  const [place, navigate] = useLocation();
  const home = useRef(place);
  const transport = useTransport();
  const id = home.current.split("/")[2] ?? "";
  const { data } = useOperation("conversation.get", { id });
  const title = data?.title;

  useEffect(() => {
    // The host gives the window the name of its page.
    if (title) document.title = title;
  }, [title]);

  useEffect(() => {
    if (place === home.current || place.startsWith(`${home.current}/`)) return;
    navigate(home.current, { replace: true });
    const link = linkTo(place);
    const shown = link
      ? transport.call("link.open", { url: link })
      : transport.call("desktop.show", { window: "main" });
    shown.catch(() => {});
  }, [place, navigate, transport]);
  return null;
};

/** The link that leads to a place, where there is one. */
const linkTo = (place: string): string | null => {
  const [head, second] = place.split("/").filter(Boolean);
  if (head === undefined) return "atelier://new";
  if (head === "c" && second !== undefined) return `atelier://c/${second}`;
  if (head === "settings")
    return second === undefined ? "atelier://settings" : `atelier://settings/${second}`;
  return null;
};
