import { z } from "zod";
import type { Comment } from "../chain/operation.ts";

// Linear in time: each part is bounded, and none can give back what another took.
const markdownImage = /!\[[^\]\n]{0,500}\]\(\s{0,8}[^)\s]{1,2000}/;
const htmlImage = /<img\s[^>]{0,2000}src\s{0,8}=/i;
const bareImage = /https?:\/\/[^\s"'<>()]{1,2000}\.(?:avif|gif|jpe?g|png|svg|webp)(?![\w-])/i;

const metadata = z.looseObject({ image: z.array(z.string().min(1)).min(1) });

/** Whether a post shows an image: in its text, as Markdown, HTML or a bare link, or by the list in its json_metadata. Pure. */
export function showsImage({ body, jsonMetadata }: Pick<Comment, "body" | "jsonMetadata">): boolean {
  return markdownImage.test(body) || htmlImage.test(body) || bareImage.test(body) || listsImage(jsonMetadata);
}

function listsImage(jsonMetadata: string): boolean {
  if (!jsonMetadata.includes('"image"')) return false;
  try {
    return metadata.safeParse(JSON.parse(jsonMetadata)).success;
  } catch {
    return false;
  }
}
