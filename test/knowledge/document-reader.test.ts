import { writeFile } from "node:fs/promises";
import { deflateSync } from "node:zlib";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDocumentReader, type ReaderLimits } from "../../src/knowledge/document-reader.ts";
import { pdfOf } from "../support/pdf.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const signal = new AbortController().signal;

/** A reader, and a way to have it read a file of this name and content. */
async function open(limits: ReaderLimits = {}) {
  const reader = openDocumentReader(limits);
  onTestFinished(() => reader[Symbol.asyncDispose]());
  const folder = await temporaryFolder();
  return async (name: string, content: string | Buffer, stop: AbortSignal = signal) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return await reader.read({ path }, stop);
  };
}

test("Markdown is read by its headings; lists, tables, code and links keep their words", async () => {
  const read = await open();
  const text = `---\ntitle: no\n---\n# Ovens\n\nI *built* one of [clay](https://clay.example/a).\n\n## Base\n\n- bricks\n- sand\n\n| part | cost |\n|---|---|\n| dome | 3 HBD |\n\n\`\`\`\nlet heat = 1;\n\`\`\`\n\n# After\n\nEnd.`;
  expect(await read("a.md", text)).toEqual({
    blocks: [
      { headings: ["Ovens"], text: "I built one of clay (https://clay.example/a)." },
      {
        headings: ["Ovens", "Base"],
        text: "- bricks\n- sand\n\npart | cost\ndome | 3 HBD\n\nlet heat = 1;",
      },
      { headings: ["After"], text: "End." },
    ],
  });
});

test("a page is read by its headings, without scripts, menus and styles", async () => {
  const read = await open();
  const page = `<style>b{}</style><nav>menu</nav><h1>Top <i>it</i></h1><p>Hello <a href="https://a.example/c">there</a></p><script>alert(1)</script><h2>Sub</h2><ul><li>one</li><li>two</li></ul>`;
  expect(await read("b.html", page)).toEqual({
    blocks: [
      { headings: ["Top it"], text: "Hello there (https://a.example/c)" },
      { headings: ["Top it", "Sub"], text: "- one\n- two" },
    ],
  });
});

test("a PDF is read by its pages, in every script", async () => {
  const read = await open();
  const pages = [
    "The dome is made of clay\nand fine sand.",
    "知识就是力量。",
    rightToLeft("الطين"),
    "한국어 🐝 Кирпич",
  ];
  expect(await read("c.pdf", pdfOf(pages))).toEqual({
    blocks: [
      { headings: ["page 1"], text: "The dome is made of clay and fine sand." },
      { headings: ["page 2"], text: "知识就是力量。" },
      { headings: ["page 3"], text: "الطين" },
      { headings: ["page 4"], text: "한국어 🐝 Кирпич" },
    ],
  });
});

test("text in UTF-16 is read, text in no known encoding is a problem", async () => {
  const read = await open();
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("Ton und Sand, größer", "utf16le")]);
  expect(await read("d.txt", utf16)).toEqual({ blocks: [{ headings: [], text: "Ton und Sand, größer" }] });
  expect(await read("e.txt", Buffer.from([0xff, 0x80, 0x81]))).toEqual({ problem: "is not text in UTF-8" });
});

test("what is broken or not there is a problem, and the next file is read all the same", async () => {
  const read = await open();
  expect(await read("f.pdf", "%PDF-1.4 nonsense")).toEqual({ problem: "Invalid PDF structure." });
  expect(await read("g.md", "> ".repeat(20_000))).toHaveProperty("problem");
  expect(await read("h.txt", "fine")).toEqual({ blocks: [{ headings: [], text: "fine" }] });
});

test("a file that takes too long is given up, and the next one is read all the same", async () => {
  const read = await open({ milliseconds: 1_500 });
  const endless = pdfOf(Array.from({ length: 3_000 }, () => "word ".repeat(400)));
  expect(await read("slow.pdf", endless)).toEqual({ problem: "took longer than 1.5 s to read" });
  expect(await read("i.txt", "fine")).toEqual({ blocks: [{ headings: [], text: "fine" }] });
});

test("a file that swells up when it is unpacked is given up before it takes all memory", async () => {
  const read = await open({ memoryBytes: 96 * 1024 * 1024 });
  expect(await read("bomb.pdf", bomb(200))).toEqual({
    problem: expect.stringMatching(/too much memory|could not be read/),
  });
  expect(await read("j.txt", "fine")).toEqual({ blocks: [{ headings: [], text: "fine" }] });
});

test("reading that is called off ends at once", async () => {
  const read = await open();
  const stop = new AbortController();
  const reading = read("k.pdf", pdfOf(Array.from({ length: 3_000 }, () => "word ".repeat(400))), stop.signal);
  stop.abort(new Error("called off"));
  await expect(reading).rejects.toThrow("called off");
});

/** As such a word lies in a PDF: in the order in which it is seen. */
function rightToLeft(word: string): string {
  return Array.from(word).toReversed().join("");
}

/** A page that says one word of so many megabytes, packed. */
function bomb(megabytes: number): Buffer {
  const packed = deflateSync(
    Buffer.concat([Buffer.from("BT ("), Buffer.alloc(megabytes * 1024 * 1024, "a"), Buffer.from(") Tj ET")]),
  );
  const head = `%PDF-1.7
1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj
2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj
3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << >> /Contents 4 0 R >>\nendobj
4 0 obj\n<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`;
  const end = "\nendstream\nendobj\ntrailer\n<< /Size 5 /Root 1 0 R >>\n%%EOF";
  return Buffer.concat([Buffer.from(head, "latin1"), packed, Buffer.from(end, "latin1")]);
}
