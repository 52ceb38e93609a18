// Asks the server that these pages came from, and nobody else.
import type { Arrivals, Collection, Doc, Family, Given, Match, SearchResult } from "./types";

const tokenKey = "unspin-token";

// What went wrong, in a sentence for people.
export class Trouble extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

export const token = {
  get: () => sessionStorage.getItem(tokenKey) ?? "",
  set: (value: string) => sessionStorage.setItem(tokenKey, value),
};

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const headers = new Headers(init.headers);
  if (token.get()) headers.set("Authorization", `Bearer ${token.get()}`);
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers, credentials: "omit" });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Trouble(0, "The server does not answer.");
  }
  if (response.ok) return (await response.json()) as T;
  let detail = response.statusText;
  try {
    detail = ((await response.json()) as { detail: string }).detail;
  } catch {
    // What is no problem document says no more than its status.
  }
  if (response.status === 503) detail += " (The server is busy.)";
  throw new Trouble(response.status, detail);
}

const post = <T>(path: string, body: unknown, signal?: AbortSignal) =>
  ask<T>(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });

const escaped = encodeURIComponent;

export const api = {
  compare: (a: Given, b: Given) => post<Match>("/api/v1/compare", { a, b }),
  search: (document: Given) => post<SearchResult>("/api/v1/search?limit=50", document),
  extract: (file: File) =>
    ask<Doc>(`/api/v1/extract?name=${escaped(file.name)}`, {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream" },
      body: file,
    }),
  document: (id: string) => ask<Doc>(`/api/v1/documents/${escaped(id)}`),
  family: (id: string) => ask<Family>(`/api/v1/families/${escaped(id)}?limit=60`),
  collection: () => ask<Collection>("/api/v1/collection?sites=60"),
  arrivals: (matchesOnly: boolean, before?: number) =>
    ask<Arrivals>(
      `/api/v1/${matchesOnly ? "matches/recent" : "arrivals"}?limit=25` +
        (before === undefined ? "" : `&before=${before}`),
    ),
};
