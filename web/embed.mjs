// Makes a C++ file of the files in a folder: node embed.mjs FOLDER FILE.cc
//
// Each is there as it is and, where that is shorter, compressed; so the server neither
// reads files nor compresses them.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(path) : [path];
    });
}

// Bytes as the inside of string literals. Octal escapes end by themselves after three
// digits, unlike hexadecimal ones.
function literal(bytes) {
  const lines = [];
  for (let at = 0; at < bytes.length; at += 64) {
    let line = "";
    for (const byte of bytes.subarray(at, at + 64))
      line += "\\" + byte.toString(8).padStart(3, "0");
    lines.push(`"${line}"`);
  }
  return lines.length > 0 ? lines.join("\n") : '""';
}

const [folder, target] = process.argv.slice(2);
const arrays = [];
const rows = [];
filesIn(folder).forEach((path, n) => {
  const type = types[extname(path)];
  if (!type) throw new Error(`${path}: of no known type`);
  const plain = readFileSync(path);
  const packed = gzipSync(plain, { level: 9 });
  const gzip = packed.length < plain.length ? packed : Buffer.alloc(0);
  const name = "/" + relative(folder, path).split(sep).join("/");
  const tag = createHash("sha256").update(plain).digest("base64url").slice(0, 22);
  arrays.push(`constexpr char kPlain${n}[] =\n${literal(plain)};`);
  arrays.push(`constexpr char kGzip${n}[] =\n${literal(gzip)};`);
  rows.push(
    `    {.path = ${JSON.stringify(name === "/index.html" ? "/" : name)}, ` +
      `.type = ${JSON.stringify(type)}, .tag = ${JSON.stringify(`"${tag}"`)},\n` +
      `     .plain = {kPlain${n}, ${plain.length}}, .gzip = {kGzip${n}, ${gzip.length}},\n` +
      `     .immutable = ${name.startsWith("/assets/")}}`,
  );
});
writeFileSync(
  target,
  `// Made by web/embed.mjs.
#include <array>

#include "server/pages.h"

namespace unspin::server {
namespace {

${arrays.join("\n")}

constexpr std::array<PageFile, ${rows.length}> kFiles{{
${rows.join(",\n")}}};

}  // namespace

std::span<const PageFile> page_files() { return kFiles; }

}  // namespace unspin::server
`,
);
