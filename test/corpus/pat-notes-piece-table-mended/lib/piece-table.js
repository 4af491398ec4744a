'use strict';

/**
 * A text as pieces of two buffers: the one it began with and one that all insertions are appended to. Editing
 * never copies the text, only cuts pieces.
 */
class PieceTable {
  constructor(text, { maxPieces }) {
    this.original = text;
    this.inserted = '';
    this.maxPieces = maxPieces;
    this.pieces = [{ buffer: 'original', from: 0, length: text.length }];
    this.length = text.length;
  }

  insert(at, text) {
    const piece = { buffer: 'inserted', from: this.inserted.length, length: text.length };
    this.inserted += text;
    this.pieces.splice(this.#cut(at), 0, piece);
    this.length += text.length;
    this.#tidy();
  }

  delete(at, length) {
    const first = this.#cut(at);
    const last = this.#cut(Math.min(at + length, this.length));
    this.pieces.splice(first, last - first);
    this.length -= Math.min(length, this.length - at);
    this.#tidy();
  }

  read(from, to) {
    let text = '';
    let position = 0;
    for (const { buffer, from: start, length } of this.pieces) {
      const low = Math.max(from - position, 0);
      const high = Math.min(to - position, length);
      if (low < high) text += this[buffer].slice(start + low, start + high);
      position += length;
      if (position >= to) break;
    }
    return text;
  }

  toString() {
    return this.read(0, this.length);
  }

  /** The index of the piece that begins at a position, which may have to be cut in two for that. */
  #cut(at) {
    let position = 0;
    for (let index = 0; index < this.pieces.length; index++) {
      if (position === at) return index;
      const piece = this.pieces[index];
      if (at < position + piece.length) {
        const head = { ...piece, length: at - position };
        const tail = { ...piece, from: piece.from + head.length, length: piece.length - head.length };
        this.pieces.splice(index, 1, head, tail);
        return index + 1;
      }
      position += piece.length;
    }
    return this.pieces.length;
  }

  #tidy() {
    if (this.pieces.length <= this.maxPieces) return;
    this.original = this.toString();
    this.inserted = '';
    this.pieces = [{ buffer: 'original', from: 0, length: this.original.length }];
  }
}

module.exports = { PieceTable };
