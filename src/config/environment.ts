/** Whether the operator wants no colours (https://no-color.org). */
export function isColourless(environment: Readonly<Record<string, string | undefined>> = process.env): boolean {
  return (environment["NO_COLOR"] ?? "") !== "";
}
