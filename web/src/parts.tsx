// Small things that several pages use.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { api, token, Trouble } from "./api";
import type { Doc, Relation } from "./types";
import { relationWords } from "./words";

export function RelationMark({ relation }: { relation: Relation }) {
  return <span class={`relation ${relation}`}>{relationWords[relation]}</span>;
}

// What a question is doing: `run` asks, and only the latest answer counts.
export function useAnswer<T>() {
  const [answer, setAnswer] = useState<T>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [busy, setBusy] = useState(false);
  const latest = useRef(0);
  async function run(ask: () => Promise<T>) {
    const mine = ++latest.current;
    setBusy(true);
    setTrouble(undefined);
    try {
      const found = await ask();
      if (mine === latest.current) setAnswer(() => found);
    } catch (error) {
      if (mine === latest.current)
        setTrouble(error instanceof Trouble ? error : new Trouble(0, String(error)));
    } finally {
      if (mine === latest.current) setBusy(false);
    }
  }
  return { answer, setAnswer, trouble, setTrouble, busy, run };
}

export function TroubleNote({ trouble }: { trouble?: Trouble | undefined }) {
  if (!trouble) return null;
  return (
    <div class="trouble" role="alert">
      <p>{trouble.message}</p>
      {trouble.status === 401 && <TokenForm />}
    </div>
  );
}

function TokenForm() {
  const [value, setValue] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        token.set(value.trim());
        location.reload();
      }}
    >
      <label>
        Token{" "}
        <input type="password" autocomplete="off" value={value} onInput={(event) => setValue(event.currentTarget.value)} />
      </label>{" "}
      <button type="submit">Use it until this tab is closed</button>
    </form>
  );
}

export function Busy({ busy, children }: { busy: boolean; children: ComponentChildren }) {
  return (
    <p class="busy" role="status">
      {busy ? children : ""}
    </p>
  );
}

// A text, typed, pasted, dropped or opened.
export function TextInput(props: {
  label: string;
  value: Doc;
  onValue: (value: Doc) => void;
  side?: "a" | "b";
}) {
  const { label, value, onValue, side } = props;
  const [over, setOver] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const file = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);

  async function open(from: File | undefined | null) {
    if (!from) return;
    setTrouble(undefined);
    try {
      onValue(await api.extract(from));
    } catch (error) {
      setTrouble(error instanceof Trouble ? error : new Trouble(0, String(error)));
    }
  }

  useEffect(() => {
    // A file that misses its place must not replace the page.
    const stop = (event: DragEvent) => event.preventDefault();
    addEventListener("dragover", stop);
    addEventListener("drop", stop);
    return () => {
      removeEventListener("dragover", stop);
      removeEventListener("drop", stop);
    };
  }, []);

  return (
    <div
      class={`input ${side ?? ""} ${over ? "over" : ""}`}
      onDragOver={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        void open(event.dataTransfer?.files[0]);
      }}
    >
      <div class="input-head">
        <label class="label" for={`text-${side ?? "q"}`}>
          {label}
        </label>
        <button type="button" onClick={() => file.current?.click()}>
          Open a file…
        </button>
        <input
          ref={file}
          type="file"
          class="sr"
          tabindex={-1}
          aria-label={`File for ${label}`}
          onChange={(event) => {
            void open(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
      </div>
      <textarea
        id={`text-${side ?? "q"}`}
        ref={area}
        rows={12}
        spellcheck={false}
        placeholder="Paste a text, or drop a file: a text or a web page"
        value={value.text}
        onInput={(event) => onValue({ id: "", bytes: 0, text: event.currentTarget.value })}
      />
      <p class="about">{[value.title && `“${value.title}”`, value.publisher, value.published?.slice(0, 10)].filter(Boolean).join(" · ")}</p>
      <TroubleNote trouble={trouble} />
    </div>
  );
}

export const emptyDoc: Doc = { id: "", bytes: 0, text: "" };

// What a document of the user's own is sent as: without an id, so that it is not taken
// for the document of that id in the index.
export function given(document: Doc) {
  const { text, title, published, url } = document;
  return { text, ...(title && { title }), ...(published && { published }), ...(url && { url }) };
}
