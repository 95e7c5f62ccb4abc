/** Who speaks, for the line under everything an agent writes. */
export interface Signature {
  readonly account: string;
  /** Who answers for the bot; an account name or a name. */
  readonly operator: string;
  /** Such as `"Qwen3 1.7B Q4_K_M"`. */
  readonly model: string;
}

/** What who is spoken to can do about it: a reply that `trigger/wish.ts` hears. */
const wayOut = "Reply STOP and I will leave you alone.";

/** How that line reads once its Markdown is gone; for taking it out of a thread again. */
export const footerForm = /^I am \S+, an AI agent.* by Skep\. Reply STOP and I will leave you alone\.$/gm;

/** The one-line disclosure that Hive's people ask of bots, and how to be rid of it. Names no `@`, so that it pings nobody. */
export function footer({ account, operator, model }: Signature): string {
  const by = operator === "" ? "" : `, run by ${operator}`;
  return `---\n*I am ${account}, an AI agent${by}. I think with ${model} on my operator's own machine, by Skep. ${wayOut}*`;
}

const separator = "\n\n---\n";

/** A body and the footer below it, as `footer` makes one; `undefined` for a body without. */
export function splitFooter(body: string): { readonly text: string; readonly footer: string } | undefined {
  const start = body.lastIndexOf(`${separator}*I am `);
  return start === -1 ? undefined : { text: body.slice(0, start), footer: body.slice(start + 2) };
}
