/** ISO 32000-2 7.9.4: D:YYYYMMDDHHmmSSOHH'mm with everything after the year optional. */
const PDF_DATE = /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:([Z+-])(?:(\d{2})'?(?:(\d{2})'?)?)?)?$/;

/** A PDF date as milliseconds since 1970 (UTC is taken where no zone is given); undefined when it is no date. */
export function readPdfDate(text: string): number | undefined {
  const found = PDF_DATE.exec(text);
  if (!found) return undefined;
  const part = (index: number, fallback: number): number => Number(found[index] ?? fallback);
  const [month, day, hour, minute, second] = [part(2, 1), part(3, 1), part(4, 0), part(5, 0), part(6, 0)];
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return undefined;
  const local = Date.UTC(part(1, 0), month - 1, day, hour, minute, second);
  const zoneMinutes = part(8, 0) * 60 + part(9, 0);
  return found[7] === '-' ? local + zoneMinutes * 60_000 : local - zoneMinutes * 60_000;
}
