import { z } from "zod";
import { communityName, containerName, type Container } from "./chain-names.ts";
import type { Gather } from "./gather.ts";

/** Where what a schedule has the agent write goes; `kind` is the capability that it takes. */
export type Outlet =
  | { readonly kind: "post"; readonly category: string }
  | { readonly kind: "reply"; readonly to: { readonly author: string; readonly permlink: string } | "today" }
  | { readonly kind: "thread"; readonly container: Container };

const postForm = /^@?([a-z][a-z0-9.-]{2,15})\/([a-z0-9-]{1,255})$/;

/** The schema of `into`: exactly one place. */
export const into: z.ZodType<Outlet, object> = z
  .strictObject({
    community: communityName().exactOptional().describe("A root post in this community. Takes post under may."),
    reply: z
      .string()
      .refine((to) => to === "today" || postForm.test(to), "must be author/permlink, or today")
      .exactOptional()
      .describe(
        "A reply to this post, author/permlink; today: to the agent's own newest post of the day. Takes reply under may.",
      ),
    container: containerName()
      .exactOptional()
      .describe("A short post in the newest container of a front end, such as leothreads. Takes thread under may."),
  })
  .superRefine((given, context) => {
    if (Object.keys(given).length !== 1) {
      context.addIssue({ code: "custom", message: "must name one of community, reply or container" });
    }
  })
  .transform(({ community, reply, container }): Outlet => {
    if (container !== undefined) return { kind: "thread", container };
    if (community !== undefined) return { kind: "post", category: community };
    const [, author, permlink] = postForm.exec(reply ?? "") ?? [];
    const isPost = author !== undefined && permlink !== undefined;
    return { kind: "reply", to: isPost ? { author, permlink } : "today" };
  })
  .describe("Where it goes. Default: a root post in the community or tag that posts are gathered from.");

/** Where the output goes when the file does not say: to the first community, or else tag, that is gathered from. */
export function usualOutlet({ sources }: Gather): Outlet | undefined {
  const named = (kind: "community" | "tag"): string | undefined => {
    const found = sources.find(({ from }) => from === kind);
    return found && "name" in found ? found.name : undefined;
  };
  const category = named("community") ?? named("tag");
  return category === undefined ? undefined : { kind: "post", category };
}
