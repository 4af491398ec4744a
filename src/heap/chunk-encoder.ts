/** Chunks of text or bytes as bytes: text is encoded into one buffer, which the next chunk uses again. */
export class ChunkEncoder {
  private readonly encoder = new TextEncoder();
  private encoded = new Uint8Array(0);
  private pendingSurrogate = '';

  /** Calls `sink` with the chunk's bytes, of which the first `end` count; a surrogate pair that is cut waits for its rest. */
  encode(chunk: string | Uint8Array, sink: (bytes: Uint8Array, end: number) => void): void {
    if (typeof chunk === 'string') this.encodeText(chunk, sink);
    else sink(chunk, chunk.length);
  }

  private encodeText(chunk: string, sink: (bytes: Uint8Array, end: number) => void): void {
    let text = chunk;
    if (this.pendingSurrogate !== '') {
      text = this.pendingSurrogate + text;
      this.pendingSurrogate = '';
    }
    const last = text.charCodeAt(text.length - 1);
    if (last >= 0xd800 && last <= 0xdbff) {
      this.pendingSurrogate = text.slice(-1);
      text = text.slice(0, -1);
    }
    if (this.encoded.length < text.length + 64) this.encoded = new Uint8Array(text.length + 64);
    let { read, written } = this.encoder.encodeInto(text, this.encoded);
    sink(this.encoded, written);
    while (read < text.length) {
      text = text.slice(read);
      ({ read, written } = this.encoder.encodeInto(text, this.encoded));
      sink(this.encoded, written);
    }
  }
}
