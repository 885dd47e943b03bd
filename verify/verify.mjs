// The same check in a terminal: node verify.mjs KEY[,KEY…] FILE… (node 20 or newer). See verify.js and docs/trail.md.
import { readFileSync, writeSync } from "node:fs";
import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto;
await import("./verify.js");
const { readKeys, verify, sha256, hex } = globalThis.verifyContinuum;

const [first, ...rest] = process.argv.slice(2);
if (first === "--batch" && rest.length === 2) {
  await batch(await readKeys(rest[0]), readFileSync(rest[1]));
} else if (!first || rest.length === 0) {
  console.error("usage: node verify.mjs KEY[,KEY...] FILE...");
  process.exitCode = 2;
} else {
  const keys = await readKeys(first);
  let all = true;
  for (const file of rest) {
    const { holds, lines } = await verify(readFileSync(file), keys);
    console.log([file, ...lines.map((line) => "  " + line)].join("\n"));
    all &&= holds;
  }
  console.log(all ? "EVERYTHING HOLDS" : "SOMETHING DOES NOT HOLD");
  process.exitCode = all ? 0 : 1;
}

/** Many documents, each behind its length in four bytes; a line for each, as Verify.java writes it. */
async function batch(keys, file) {
  const answers = [];
  for (let at = 0; at + 4 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const { holds, lines } = await verify(file.subarray(at + 4, at + 4 + length), keys);
    const said = lines.join("\n");
    answers.push(holds ? "holds " + hex(await sha256(new TextEncoder().encode(said))) : "no " + said.replace(/\s+/g, " "));
    at += 4 + length;
  }
  const out = Buffer.from(answers.join("\n") + "\n");
  for (let at = 0; at < out.length; ) at += writeSync(1, out, at);
}
