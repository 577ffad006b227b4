import type { Exit } from "./child";
import type { Farewell } from "./door";
import type { Place } from "./place";

/** Says how a program ended, and what of it still ran half a second later. */
export const farewell = async (
  place: Place,
  exit: Exit,
  took: number,
  own: (name: string) => boolean,
): Promise<Farewell> => {
  const left = () => place.processes().filter(({ name }) => own(name));
  const deadline = Date.now() + 500;
  while (left().length > 0 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { ...exit, took, leftovers: left().map(({ name, pid }) => `${name} (${pid})`) };
};
