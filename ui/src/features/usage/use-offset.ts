/** Minutes by which midnight here comes before that of UTC, now. */
const offsetHere = (): number => -new Date().getTimezoneOffset();

/** Whose days count: those of the time zone here, and of the offset of now where that is not known. */
export type DaysHere = { readonly utc_offset_minutes: number; readonly time_zone?: string };

/** Returns whose days count here. */
export const daysHere = (): DaysHere => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return { utc_offset_minutes: offsetHere(), ...(timeZone && { time_zone: timeZone }) };
};
