// Checks what Continuum says of its log, without Continuum: the same rules as Verify.java, written anew. A classic script, so
// that verify.html works when opened from a disk; node loads it too (verify.mjs). It needs nothing but WebCrypto.
// docs/trail.md says what a bundle is. Size and root of the tree come from the signed checkpoint and nowhere else.
"use strict";

globalThis.verifyContinuum = (() => {
  const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
  const COUNT = /^(?:0|[1-9][0-9]{0,14})$/;
  const { subtle } = globalThis.crypto;

  class Wrong extends Error {}

  const check = (holds, otherwise) => {
    if (!holds) throw new Wrong(otherwise);
  };

  // ---- bytes

  const utf8 = (text) => new TextEncoder().encode(text);
  const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

  const join = (...parts) => {
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  };

  /** Of bytes and arrays of bytes, one after the other. */
  const sha256 = async (...parts) => new Uint8Array(await subtle.digest("SHA-256", join(...parts)));

  const base64 = (bytes) => {
    let binary = "";
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return btoa(binary);
  };

  const unbase64 = (text, length) => {
    check(typeof text === "string" && /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0, "not base64");
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    check(base64(bytes) === text, "base64 in another form");
    check(length === undefined || bytes.length === length, "a value has another length");
    return bytes;
  };

  const big64 = (number) => {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(number));
    return bytes;
  };

  // ---- JSON: RFC 8259 without leniency; JSON.parse would let a name stand twice

  class Numeral {
    constructor(written) {
      this.written = written;
    }
  }

  function parse(bytes) {
    let text;
    try {
      text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new Wrong("not UTF-8");
    }
    const tokens = /[ \t\r\n]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(true|false|null)|(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?))/y;
    let mark, string, word, numeral;
    const advance = () => {
      const found = tokens.exec(text);
      check(found, "JSON: not understood");
      [, mark, string, word, numeral] = found;
    };
    const unescape = (quoted) => {
      const plain = JSON.parse(quoted);
      check(plain.isWellFormed ? plain.isWellFormed() : !/[\ud800-\udfff]/u.test(plain), "JSON: half a character");
      return plain;
    };
    const value = (depth) => {
      check(depth < 64, "JSON too deep");
      if (string !== undefined) return unescape(string);
      if (word !== undefined) return { true: true, false: false, null: null }[word];
      if (numeral !== undefined) return new Numeral(numeral);
      if (mark === "[") {
        const list = [];
        advance();
        while (mark !== "]") {
          list.push(value(depth + 1));
          advance();
          check(mark === "," || mark === "]", "JSON: a comma is missing");
          if (mark === ",") {
            advance();
            check(mark !== "]", "JSON: a value is missing");
          }
        }
        return list;
      }
      check(mark === "{", "JSON: a value is missing");
      const object = new Map();
      advance();
      while (mark !== "}") {
        check(string !== undefined, "JSON: a name is missing");
        const name = unescape(string);
        check(!object.has(name), "JSON: a name is there twice");
        advance();
        check(mark === ":", "JSON: a colon is missing");
        advance();
        object.set(name, value(depth + 1));
        advance();
        check(mark === "," || mark === "}", "JSON: a comma is missing");
        if (mark === ",") {
          advance();
          check(mark !== "}", "JSON: a name is missing");
        }
      }
      return object;
    };
    advance();
    const document = value(0);
    check(/^[ \t\r\n]*$/.test(text.slice(tokens.lastIndex)), "something follows the JSON");
    return document;
  }

  const object = (value) => {
    check(value instanceof Map, "an object is missing");
    return value;
  };
  const list = (value) => {
    check(Array.isArray(value), "a list is missing");
    return value;
  };
  const string = (value) => {
    check(typeof value === "string", "a text is missing");
    return value;
  };
  const count = (written) => {
    check(COUNT.test(written), "not a number");
    return Number(written);
  };
  const integer = (value) => {
    check(value instanceof Numeral, "a number is missing");
    return count(value.written);
  };
  const fields = (value, needed, possible = []) => {
    check(needed.every((name) => value.has(name)), "a field is missing");
    check([...value.keys()].every((name) => needed.includes(name) || possible.includes(name)), "there is an unknown field");
  };

  // ---- keys and signed notes (c2sp.org/signed-note)

  async function readKey(written) {
    const [, name, hash, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(written.trim()) ?? [];
    check(encoded, "a key is name+hash+base64");
    const typed = unbase64(encoded, 33);
    const expected = (await sha256(utf8(name + "\n"), typed)).slice(0, 4);
    check(typed[0] === 1 && hex(expected) === hash, "not an Ed25519 key, or mistyped: " + written);
    const open = await subtle.importKey("raw", typed.slice(1), { name: "Ed25519" }, false, ["verify"]);
    return { name, hash: expected, open };
  }

  const readKeys = (written) => Promise.all(written.split(",").map(readKey));

  async function signed(key, text, signature) {
    const bytes = unbase64(signature, 68);
    return same(bytes.slice(0, 4), key.hash) && subtle.verify({ name: "Ed25519" }, key.open, bytes.slice(4), utf8(text));
  }

  async function openNote(note, keys) {
    const split = note.lastIndexOf("\n\n");
    check(split > 0 && note.endsWith("\n"), "not a signed note");
    const text = note.slice(0, split + 1);
    let by;
    for (const line of note.slice(split + 2, -1).split("\n")) {
      const [, name, signature] = /^\u2014 ([^ \n]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
      check(signature, "not a signature");
      for (const key of keys) {
        if (!by && key.name === name && signature.length === 92 && (await signed(key, text, signature))) by = key;
      }
    }
    check(by, "no trusted key has signed the note");
    return { lines: text.slice(0, -1).split("\n"), by };
  }

  // ---- the tree: the root that a proof leads to, computed by where the leaf stands (RFC 6962)

  async function rootOf(leaf, index, size, proof) {
    if (index >= size) return undefined;
    // From the top down it is known on which side the way goes; the proof is from the bottom up.
    const sides = [];
    let first = 0;
    let length = size;
    while (length > 1) {
      let half = 1;
      while (half * 2 < length) half *= 2;
      const right = index - first >= half;
      sides.unshift(right);
      first += right ? half : 0;
      length = right ? length - half : half;
    }
    if (sides.length !== proof.length) return undefined;
    let hash = leaf;
    for (let i = 0; i < sides.length; i++) {
      hash = await sha256([1], ...(sides[i] ? [proof[i], hash] : [hash, proof[i]]));
    }
    return hash;
  }

  // ---- bundles

  async function bundle(json, keys) {
    fields(json, ["format", "person", "checkpoint", "head", "entries"]);
    check(json.get("format") === "continuum/bundle/v1", "unknown format");
    const checkpoint = await openNote(string(json.get("checkpoint")), keys);
    check(checkpoint.lines.length === 3, "the checkpoint has not three lines");
    const [origin, sizeWritten, rootWritten] = checkpoint.lines;
    check(origin === checkpoint.by.name, "the checkpoint is another log's");
    const tree = { size: count(sizeWritten), root: unbase64(rootWritten, 32) };

    const person = string(json.get("person"));
    const head = await openNote(string(json.get("head")), keys);
    check(head.lines.length === 8 && head.lines[0] === "continuum/head/v1", "the head is no head");
    const [, headOrigin, headPerson, scope, entryCount, described, opened, headSize] = head.lines;
    check(headOrigin === origin, "the head is another log's");
    check(headPerson === person && UUID.test(person), "the head is about another person");
    check(scope === "all" || UUID.test(scope), "the head has no scope");
    check(count(headSize) === tree.size, "head and checkpoint speak of different sizes");

    const given = list(json.get("entries"));
    check(given.length === count(entryCount), `the head says ${entryCount} entries, but there are ${given.length}`);
    const entries = [];
    for (const each of given) entries.push(await entry(object(each), person, scope, tree, entries.at(-1)));
    check(entries.filter((one) => one.description).length === count(described), "another number of descriptions was opened");
    check(entries.filter((one) => one.bytes).length === count(opened), "another number of records was opened");

    const n = `${entries.length} of ${entries.length} entries present`;
    return [
      `The log ${origin} had ${tree.size} entries, root ${rootWritten}.`,
      scope === "all" ? `Person ${person}: ${n}, none missing.` : `Person ${person}, record ${scope}: ${n}.`,
      ...entries.map((one) => one.line + later(one, entries)),
    ];
  }

  async function entry(json, person, scope, tree, before) {
    fields(json, ["personSeq", "index", "entry", "handleKey", "proof"], ["descriptionKey", "description", "salt", "bytes"]);
    const seq = integer(json.get("personSeq"));
    const index = integer(json.get("index"));
    const stored = unbase64(json.get("entry"), 121);
    const proof = list(json.get("proof")).map((hash) => unbase64(hash, 32));
    check(stored[0] === 1, "an entry has an unknown form");
    const root = await rootOf(await sha256([0], stored), index, tree.size, proof);
    check(root && same(root, tree.root), `entry ${seq} is not in the log`);
    const handleKey = unbase64(json.get("handleKey"), 32);
    const handle = await sha256([3], handleKey, unhex(person.replaceAll("-", "")), big64(seq));
    check(same(stored.slice(57, 89), handle), `entry ${seq} is not the person's entry of that number`);
    const due = (before?.seq ?? 0) + 1;
    check(scope === "all" ? seq === due : seq >= due, `entry ${due} is missing`);
    check(!before || index > before.index, `entry ${seq} stands before the one before it`);

    let description, subject, bytes;
    check(json.has("description") === json.has("descriptionKey"), "a description comes with its key");
    if (json.has("description")) {
      const written = utf8(string(json.get("description")));
      const described = await sha256([4], unbase64(json.get("descriptionKey"), 32), written);
      check(same(stored.slice(89), described), `entry ${seq} has another description`);
      description = object(parse(written));
      string(description.get("type"));
      subject = string(description.get("subject"));
      object(description.get("data"));
    }
    check(scope === "all" || scope === subject, `entry ${seq} is about another record`);
    check(json.has("salt") === json.has("bytes"), "bytes come with their salt");
    if (json.has("bytes")) {
      check(description, "bytes come with a description");
      const salt = unbase64(json.get("salt"), 32);
      bytes = unbase64(json.get("bytes"));
      check(same(stored.slice(25, 57), await sha256([2], salt, bytes)), `entry ${seq} has other bytes`);
      check(same(handleKey, await sha256([5], salt)), `entry ${seq} has keys of another salt`);
      check(base64(await sha256([6], salt)) === json.get("descriptionKey"), `entry ${seq} has keys of another salt`);
    }
    const one = { seq, index, description, subject, bytes, type: description?.get("type") };

    let what = description ? `${one.type} ${subject}, bytes ${bytes ? "match" : "not shown"}` : "not opened";
    if (one.type === "determination.frozen" && bytes) {
      const digest = hex(await sha256(bytes));
      check(description.get("data").get("digest") === digest, `the digest of determination ${seq} is not that of its answer`);
      what += `, digest ${digest} matches, outcome ${field(bytes, "outcome")} for ${field(bytes, "licenseType")}`;
      what += ` as of ${field(bytes, "asOf")}`;
    }
    const micros = new DataView(stored.buffer, stored.byteOffset).getBigInt64(17);
    const at = new Date(Number(micros / 1000n)).toISOString().slice(0, 19);
    one.line = `${seq}: in the log at position ${index + 1}, recorded ${at}Z, ${what}`;
    return one;
  }

  /** A text field of the recorded JSON; null when the bytes are no such JSON. */
  function field(bytes, name) {
    try {
      const value = object(parse(bytes)).get(name);
      return typeof value === "string" ? value : null;
    } catch (e) {
      if (e instanceof Wrong) return null;
      throw e;
    }
  }

  /** What further entries of the bundle say about a record. */
  function later(one, entries) {
    if (one.type !== "evidence.submitted") return "";
    let said = "";
    for (const other of entries) {
      if (other.type === "evidence.signed" && other.subject === one.subject) said += `; signed by entry ${other.seq}`;
      if (other.type === "evidence.retracted" && other.subject === one.subject) said += `; taken back by entry ${other.seq}`;
      if (other.type === "evidence.submitted" && other.bytes && field(other.bytes, "supersedes") === one.subject) {
        said += `; superseded by entry ${other.seq}`;
      }
    }
    return said;
  }

  // ---- receipts

  async function receipt(answer, keys) {
    const given = answer.has("receipt") ? object(answer.get("receipt")) : answer;
    const seq = given.has("personSeq") ? integer(given.get("personSeq")) : 0;
    const id = string(answer.get("id"));
    const [entryId, commitment, at] = ["entry", "commitment", "recordedAt"].map((name) => string(given.get(name)));
    for (const key of keys) {
      const text = ["continuum/receipt/v1", key.name, id, entryId, commitment, seq, at, ""].join("\n");
      if (await signed(key, text, string(given.get("signature")))) {
        return [
          `The log ${key.name} promises that entry ${entryId} of record ${id}, number ${seq} of its person, received ${at},`
            + " is in the log two seconds later.",
        ];
      }
    }
    throw new Wrong("no trusted key has signed the receipt");
  }

  /** Whether the document (bytes) holds by these keys (of readKeys), and what it says. */
  async function verify(document, keys) {
    try {
      const json = object(parse(document));
      return { holds: true, lines: await (json.has("format") ? bundle(json, keys) : receipt(json, keys)) };
    } catch (e) {
      if (!(e instanceof Wrong)) throw e;
      return { holds: false, lines: ["DOES NOT HOLD: " + e.message] };
    }
  }

  return { readKeys, verify, sha256, hex, Wrong };
})();
