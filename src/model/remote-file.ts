import { z } from "zod";
import { SkepError } from "../shared/errors.ts";
import { abortable } from "./abortable.ts";
import { remoteFetch, type RemoteOptions } from "./remote-fetch.ts";
import type { HubWant, ModelReference } from "./model-reference.ts";

/** A file to fetch, and what is known of it beforehand. */
export interface RemoteFile {
  readonly url: string;
  readonly bytes: number | undefined;
  /** SHA-256, hex. */
  readonly sha256: string | undefined;
  /** Changes when the content does; tells whether a part fetched earlier still fits. */
  readonly version: string;
  /** The server's own word for that version, where its address may change its content. */
  readonly etag: string | undefined;
}

/** Asks the hub, or the server at the address, what there is to fetch. Throws `model_unavailable`. */
export async function findRemoteFile(
  reference: Exclude<ModelReference, { kind: "file" }>,
  hubUrl: string,
  options: RemoteOptions,
): Promise<RemoteFile> {
  if (reference.kind === "url") return await askServer(reference.url, options);
  const { repository, want } = reference;
  const answer = await remoteFetch(
    `${hubUrl}/api/models/${repository}?blobs=true`,
    {},
    options,
    (response, _, signal) => abortable(response.text(), signal),
  );
  const { sha, siblings } = readListing(answer, repository);
  const file = chooseFile(siblings, want, repository);
  return {
    url: `${hubUrl}/${repository}/resolve/${sha}/${file.rfilename.split("/").map(encodeURIComponent).join("/")}`,
    bytes: file.size,
    sha256: file.lfs?.sha256,
    version: file.lfs?.sha256 ?? sha,
    etag: undefined, // the address holds the commit
  };
}

async function askServer(url: string, options: RemoteOptions): Promise<RemoteFile> {
  const headers = await remoteFetch(url, { method: "HEAD" }, options, async (response) => response.headers);
  const length = headers.get("content-length");
  const etag = headers.get("etag");
  return {
    url,
    bytes: length === null ? undefined : Number(length),
    sha256: undefined,
    version: `${etag} ${headers.get("last-modified")} ${length}`,
    etag: etag ?? undefined,
  };
}

// What is needed of the hub's model info, asked with blobs=true.
const Listing = z.object({
  sha: z.string().regex(/^\w+$/).catch("main"),
  siblings: z.array(
    z.object({
      rfilename: z.string(),
      size: z.number().optional(),
      lfs: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/i) }).optional(),
    }),
  ),
});
type HubFile = z.infer<typeof Listing>["siblings"][number];

function readListing(answer: string, repository: string): z.infer<typeof Listing> {
  try {
    return Listing.parse(JSON.parse(answer));
  } catch (cause) {
    throw new SkepError("model_unavailable", `the hub's answer about ${repository} is not a list of files`, { cause });
  }
}

/** The file that was named, or the shortest name with the quantisation in it: longer ones are variants of it. */
function chooseFile(files: readonly HubFile[], want: HubWant, repository: string): HubFile {
  const models = files.filter(({ rfilename: name }) => /\.gguf$/i.test(name) && !/mmproj/i.test(name));
  const fitting = models.filter(({ rfilename: name }) =>
    "file" in want ? name === want.file : hasQuantisation(name, want.quantisation),
  );
  const [whole] = fitting
    .filter(({ rfilename: name }) => !part.test(name))
    .toSorted((a, b) => a.rfilename.length - b.rfilename.length);
  if (whole) return whole;
  const wanted = "file" in want ? want.file : want.quantisation;
  if (fitting.length > 0) {
    throw new SkepError(
      "model_unavailable",
      `${repository} has ${wanted} only split into several files, which is not supported: choose a smaller quantisation`,
    );
  }
  const there = models.map(({ rfilename: name }) => name).join(", ") || "no GGUF file at all";
  throw new SkepError("model_unavailable", `${repository} has no ${wanted}. It has: ${there}`);
}

const part = /-\d{5}-of-\d{5}\.gguf$/i;

function hasQuantisation(name: string, quantisation: string): boolean {
  return new RegExp(`(^|[-._/])${quantisation}(-\\d{5}-of-\\d{5})?\\.gguf$`, "i").test(name);
}
