import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { claimCheck } from "../../src/policy/claims.ts";

const post = `A month of running a witness at home

A cheap battery saves more blocks than a fast processor. My server in Lisbon has been up for thirty days since 2026-10-03,
and I missed two blocks because of a power cut. It cost me 1,000 HBD, 4.5% of what I have. Arun's iPhone helped, and @jonas.dev too.`;
const unfounded = claimCheck(post);

describe("a sentence that its source supports passes", () => {
  test.each([
    "A cheap battery saves more blocks than a fast processor.",
    "The witness ran for thirty days and missed two blocks.",
    "It was up for 30 days and missed 2 blocks.",
    "It cost 1000 HBD, 1 000 HBD or 1k HBD.",
    "That is 4.5 percent.",
    "Since October 3, 2026 the server in Lisbon has been up.",
    "Describes what Arun learned.",
    "Arun's iPhone helped, says @jonas.dev.",
    "Running a witness at home needs a battery.",
    "Servers need batteries, I think.",
    'He writes: "A cheap battery saves more blocks."',
  ])("%s", (sentence) => {
    expect(unfounded(sentence)).toBeUndefined();
  });
});

describe("a sentence with a number or a name of its own does not", () => {
  test.each([
    ["It missed 20 blocks.", "20"],
    ["It missed nine blocks.", "nine"],
    ["It cost 4.5 HBD and 1000%.", "4.5"],
    ["It cost 5% of the savings.", "5%"],
    ["It cost 1,000,000 HBD.", "1,000,000"],
    ["The server stands in Porto.", "Porto"],
    ["Bitcoin saves more blocks.", "Bitcoin"],
    ["Elon Musk runs a witness.", "Elon"],
    ["It was up since November.", "November"],
    ["It cost 1000 HIVE.", "HIVE"],
    ["This says @mallory too.", "@mallory"],
    ["The H264 chip helped.", "H264"],
    ["It was up since 2025-10-03.", "2025"],
  ])("%s", (sentence, culprit) => {
    expect(unfounded(sentence)).toContain(culprit);
  });
});

describe("in other scripts", () => {
  test.each([
    ["Москва стала дороже. Цена выросла на 5%.", "Цена Москвы выросла.", undefined],
    ["Москва стала дороже. Цена выросла на 5%.", "Цена выросла в Киеве.", "Киеве"],
    ["比特币价格上涨了百分之五，交易者正在等待报告。", "交易者正在等待报告。", undefined],
    ["比特币价格上涨了百分之五，交易者正在等待报告。", "以太坊价格上涨。", "以太"],
    ["비트코인 가격이 올랐다. 투자자는 보고서를 기다린다.", "투자자가 보고서를 기다린다.", undefined],
    ["비트코인 가격이 올랐다. 투자자는 보고서를 기다린다.", "이더리움 가격이 올랐다.", "이더리움"],
    ["ارتفع سعر البيتكوين بنسبة ٥٪ هذا الأسبوع.", "سعر البيتكوين ارتفع بنسبة 5%.", undefined],
    ["ارتفع سعر البيتكوين بنسبة ٥٪ هذا الأسبوع.", "سعر الإيثيريوم ارتفع.", "الإيثيريوم"],
    ["El precio de la harina subió en Sevilla.", "La harina subió en Sevilla.", undefined],
    ["El precio de la harina subió en Sevilla.", "El precio subió en Madrid.", "Madrid"],
  ])("of %s the sentence %s", (source, sentence, culprit) => {
    const found = claimCheck(source)(sentence);
    expect(found === undefined ? found : culprit !== undefined && found.includes(culprit)).toBe(culprit && true);
  });
});

test("whatever stands in a source word for word is founded in it, whatever it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
      expect(claimCheck(text)(text)).toBeUndefined();
    }),
  );
});
