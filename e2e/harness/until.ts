/** Asks again and again until the answer is neither empty nor an error; fails with the last one. */
export const until = async <T>(
  what: string,
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  within = 15_000,
): Promise<T> => {
  const deadline = Date.now() + within;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) {
      const why = last instanceof Error ? `: ${last.message}` : "";
      throw new Error(`${what}: not within ${within} ms${why}`, { cause: last });
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
