import type { Code } from "./generated/types";

/** A failed operation: what a program may branch on, and words for a person. */
export class OperationError extends Error {
  override readonly name = "OperationError";
  readonly code: Code;
  readonly hint: string | null;

  constructor(code: Code, message: string, hint?: string | null, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint ?? null;
  }
}

/** Returns the error of a call that its client gave up. */
export const cancelled = (): OperationError =>
  new OperationError("cancelled", "Stopped before it was done.");

/** Returns the error of a core that does not answer. */
export const unreachable = (cause?: unknown): OperationError =>
  new OperationError(
    "unavailable",
    "Atelier’s core does not answer.",
    "Nothing that was saved is lost. Check that Atelier is still running, then try again.",
    { cause },
  );

/** Turns whatever a transport was given into the one error that the interface understands. */
export const toOperationError = (cause: unknown): OperationError => {
  if (cause instanceof OperationError) return cause;
  if (isWireError(cause)) return new OperationError(cause.code, cause.message, cause.hint);
  if (cause instanceof Error && cause.name === "AbortError") return cancelled();
  if (cause instanceof TypeError) return unreachable(cause);
  return new OperationError(
    "internal",
    "Something went wrong between the window and Atelier’s core.",
    typeof cause === "string" ? cause : null,
    { cause },
  );
};

const CODES: Record<Code, true> = {
  invalid_input: true,
  not_found: true,
  permission_denied: true,
  needs_key: true,
  locked: true,
  conflict: true,
  unavailable: true,
  cancelled: true,
  timed_out: true,
  internal: true,
};

type WireError = { readonly code: Code; readonly message: string; readonly hint?: string | null };

/** Whether `value` is the error object that every door sends. */
export const isWireError = (value: unknown): value is WireError => {
  if (typeof value !== "object" || value === null) return false;
  const { code, message, hint } = value as Record<keyof WireError, unknown>;
  const known = typeof code === "string" && Object.hasOwn(CODES, code);
  const hinted = hint === undefined || hint === null || typeof hint === "string";
  return known && typeof message === "string" && hinted;
};
