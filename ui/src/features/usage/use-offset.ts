/** Minutes by which midnight here comes before that of UTC, now. */
export const offsetHere = (): number => -new Date().getTimezoneOffset();
