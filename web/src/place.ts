// Where in the pages we are: the part of the address behind "#", which no server sees.
//
//   #/compare?a=ID&b=ID&p=3      two documents of the index, at passage 3
//   #/compare?za=TEXT&b=ID       za, zb: a text of one's own, packed into the link
import { useEffect, useState } from "preact/hooks";
import type { Given } from "./types";

export type Place = { page: string; query: URLSearchParams };

export function placeNow(): Place {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?", 2);
  return { page: path || "compare", query: new URLSearchParams(query) };
}

export function usePlace(): Place {
  const [place, setPlace] = useState(placeNow);
  useEffect(() => {
    const changed = () => setPlace(placeNow());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return place;
}

export function link(page: string, query: Record<string, string | number | undefined> = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) parameters.set(name, String(value));
  const text = parameters.toString();
  return `#/${page}${text && `?${text}`}`;
}

// Longer links are cut by the programs they are pasted into.
const longestLink = 60_000;

async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const passed = new Blob([bytes as BlobPart]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(passed).arrayBuffer());
}

// A text as a part of a link; undefined when it is too long for one.
export async function packed(given: Given): Promise<string | undefined> {
  const bytes = await through(new TextEncoder().encode(JSON.stringify(given)), new CompressionStream("deflate-raw"));
  if (bytes.length > longestLink) return undefined;
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export async function unpacked(text: string): Promise<Given> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(await through(bytes, new DecompressionStream("deflate-raw")))) as Given;
}
