const minutesOf = (text: string): number => {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
};

/** Whether `minute` of the day lies in `22:00-05:00`; equal ends are the whole day. */
export function isQuiet(hours: string, minute: number): boolean {
  const [from = 0, to = 0] = hours.split('-').map(minutesOf);
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** Minute of the day on the clock of the wall. */
export const minuteOfDay = (nowMs: number): number => {
  const now = new Date(nowMs);
  return now.getHours() * 60 + now.getMinutes();
};
