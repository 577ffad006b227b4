/** The steps that everybody goes through; `look_around` is the way past the key. */
export const STEPS = ["welcome", "key", "finish"] as const;

type Step = (typeof STEPS)[number] | "look_around";

/** Where in the first steps a person is. */
export type Place = { readonly step: Step; readonly keyWorks: boolean };

type StepEvent = { readonly type: "next" | "back" | "look_around" | "key_works" };

/** Where everybody begins. */
export const FIRST: Place = { step: "welcome", keyWorks: false };

/** Folds what a person does into where they are. */
export const stepReducer = (place: Place, { type }: StepEvent): Place => {
  if (type === "key_works") return { ...place, keyWorks: true };
  if (type === "look_around") return { ...place, step: "look_around" };
  const { step } = place;
  if (step === "look_around") return type === "back" ? { ...place, step: "key" } : place;
  const next = STEPS[STEPS.indexOf(step) + (type === "next" ? 1 : -1)];
  return next ? { ...place, step: next } : place;
};
