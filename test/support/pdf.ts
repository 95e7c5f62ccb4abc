/** A PDF with a page for each text, whatever its script: glyphs are numbers, and a table says which letters they mean. */
export function pdfOf(pages: readonly string[]): Buffer {
  const letters = [...new Set(Array.from(pages.join("")))].filter((letter) => letter !== "\n");
  const codeOf = (letter: string): string => hex(letters.indexOf(letter) + 1);
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const stream = (content: string): string => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
  const table = letters.map((letter) => `<${codeOf(letter)}> <${utf16(letter)}>`);
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /m def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
${groups(table, 100)
  .map((group) => `${group.length} beginbfchar\n${group.join("\n")}\nendbfchar`)
  .join("\n")}
endcmap end end`;
  const meaning = add(stream(map));
  const descriptor = add(
    "<< /Type /FontDescriptor /FontName /Plain /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
  );
  const glyphs = add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /DW 600 >>`,
  );
  const font = add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H /DescendantFonts [${glyphs} 0 R] /ToUnicode ${meaning} 0 R >>`,
  );
  const contents = pages.map((text) => {
    const lines = text.split("\n").map((line) => `<${Array.from(line, codeOf).join("")}> Tj T*`);
    return add(stream(`BT /F 12 Tf 14 TL 50 780 Td ${lines.join(" ")} ET`));
  });
  const tree = objects.length + pages.length + 1;
  const kids = contents.map((content) =>
    add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 600 842] /Resources << /Font << /F ${font} 0 R >> >> /Contents ${content} 0 R >>`,
    ),
  );
  add(`<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(" ")}] >>`);
  const root = add(`<< /Type /Catalog /Pages ${tree} 0 R >>`);
  return assembled(objects, root);
}

function assembled(objects: readonly string[], root: number): Buffer {
  let text = "%PDF-1.7\n";
  const places = objects.map((body, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root ${root} 0 R >>\nstartxref\n${start}\n%%EOF`;
  return Buffer.from(text, "latin1");
}

function hex(code: number): string {
  return code.toString(16).padStart(4, "0");
}

function utf16(letter: string): string {
  return Array.from({ length: letter.length }, (_, index) => hex(letter.charCodeAt(index))).join("");
}

function groups<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
