/** A number of bytes for people: `"830 kB"`, `"1.5 MB"`, `"2.49 GB"`; a thousand is a thousand. */
export function sizeText(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
