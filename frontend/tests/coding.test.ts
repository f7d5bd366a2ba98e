/** The plain functions of the coding workspace; run by `npm test`. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { matches } from "../src/catat";
import { found } from "../src/coding/codebook";
import { type Coding, type Line, lineAt, place, segments } from "../src/coding/model";
import { nextWord, paragraphAt, quoteOf, sentenceAt, trimmed, wordInLine, wordsOf } from "../src/coding/motion";
import { toPoints, toUnits } from "../src/coding/offsets";
import { History } from "../src/coding/undo";

/** Lines joined by one line feed, as the server keeps them; a line that begins with "- " opens a turn. */
function lines(...texts: string[]): Line[] {
  let start = 0;
  return texts.map((raw, index) => {
    const text = raw.replace(/^- /, "");
    const line = { index, start, end: start + Array.from(text).length, text, opens: raw !== text };
    start = line.end + 1;
    return line;
  });
}

const coding = (id: string, start: number, end: number): Coding => ({
  id, start, end, code: "INF-02", aspect: "informational", polarity: "given", giver: "worker", coder: "", mine: true, memo: "", quote: "",
});

test("an emoji is one code point and two units", () => {
  assert.deepEqual([toPoints("a😀b", 3), toUnits("a😀b", 2), toPoints("abc", 2), toUnits("abc", 2)], [2, 3, 2, 2]);
});

test("words after an emoji keep their place", () => {
  assert.deepEqual(wordsOf(lines("😀 Kadang mereka")[0] as Line), [{ start: 2, end: 8 }, { start: 9, end: 15 }]);
});

test("a line is found by offset", () => {
  const text = lines("satu", "dua", "tiga");
  assert.deepEqual([0, 4, 5, 8, 9, 99].map((offset) => lineAt(text, offset)), [0, 0, 1, 1, 2, 2]);
});

test("the next word goes over the end of a line, and stops at the end of the text", () => {
  const text = lines("satu dua", "tiga");
  assert.deepEqual([nextWord(text, 8, 1), nextWord(text, 9, -1), nextWord(text, 13, 1)], [{ start: 9, end: 13 }, { start: 5, end: 8 }, null]);
});

test("a line down keeps the column", () => {
  assert.deepEqual(wordInLine(lines("satu dua", "tiga empat"), 5, 1), { start: 14, end: 19 });
});

test("a sentence runs over lines but not over turns", () => {
  const text = lines("- Obatnya ada. Tapi menjelaskan", "itu jarang. Ya.", "- Mengapa?");
  assert.equal(quoteOf(text, sentenceAt(text, 20)), "Tapi menjelaskan itu jarang.");
  assert.equal(quoteOf(text, paragraphAt(text, 20)), "Obatnya ada. Tapi menjelaskan itu jarang. Ya.");
});

test("a selection loses the white space at its ends", () => {
  assert.deepEqual(trimmed(lines("satu  dua ", "x"), { start: 4, end: 11 }), { start: 6, end: 9 });
});

test("overlapping codings get their own underline and lane, labels are pushed down", () => {
  const text = lines("satu dua", "tiga", "empat");
  const placed = place([coding("b", 5, 13), coding("a", 0, 8)], text);
  assert.deepEqual(placed.map((one) => [one.coding.id, one.level, one.lane, one.label]), [["a", 0, 0, 0], ["b", 1, 1, 1]]);
});

test("a line is cut where codings begin and end, the highest level outermost", () => {
  const text = lines("satu dua tiga");
  const placed = place([coding("a", 0, 8), coding("b", 5, 13)], text);
  assert.deepEqual(segments(text[0] as Line, placed).map((piece) => [piece.start, piece.end, piece.placed.map((one) => one.coding.id)]), [[0, 5, ["a"]], [5, 8, ["b", "a"]], [8, 13, ["b"]]]);
});

test("a code is found by number or by any part of its name, beginnings first", () => {
  const codes = [{ code: "EMO-01", name: "Mendengarkan" }, { code: "INF-02", name: "Menjelaskan obat" }, { code: "INS-03", name: "Obat dan kontrol" }];
  assert.deepEqual([found(codes, "obat").map((one) => one.code), found(codes, "inf 02").map((one) => one.code)], [["INS-03", "INF-02"], ["INF-02"]]);
});

test("a person is found by the beginnings of words in any order, without accents", () => {
  assert.deepEqual([matches("Bapak José S. Melati", "mel jose"), matches("Ibu W. Anggrek", "nggrek")], [true, false]);
});

test("undo and redo walk the same deeds, a failing one stays", async () => {
  const log: string[] = [];
  const history = new History();
  history.add({ undo: async () => { log.push("undo"); }, redo: async () => { log.push("redo"); } });
  assert.deepEqual([await history.undo(), await history.undo(), await history.redo()], [true, false, true]);
  history.add({ undo: () => Promise.reject(new Error("no")), redo: () => Promise.resolve() });
  await assert.rejects(history.undo());
  assert.equal(history.isEmpty, false);
  assert.deepEqual(log, ["undo", "redo"]);
});
