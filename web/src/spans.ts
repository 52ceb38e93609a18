// Spans count bytes of UTF-8; strings here count UTF-16 units.

export type ByteText = {
  text: string;
  bytes: number;
  // The index in `text` of the character that the byte is in.
  at: (byte: number) => number;
  slice: (start: number, end: number) => string;
};

export function byteText(text: string): ByteText {
  const places: number[] = [];
  let ascii = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) as number;
    const length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (length > 1) ascii = false;
    for (let n = 0; n < length; n++) places.push(i);
    if (length === 4) i++;
  }
  const bytes = places.length;
  const at = (byte: number) => {
    if (byte >= bytes) return text.length;
    if (byte <= 0) return 0;
    return ascii ? byte : (places[byte] as number);
  };
  return { text, bytes, at, slice: (start, end) => text.slice(at(start), at(end)) };
}
