'use strict';

const colours = ['#c0392b', '#2980b9', '#27ae60', '#8e44ad', '#f39c12'];

/** Cursors of the people who look at a document just now. */
class Cursors {
  constructor() {
    this.documents = new Map();
    this.connections = 0;
  }

  join(documentId, person) {
    if (!this.documents.has(documentId)) this.documents.set(documentId, new Map());
    const cursors = this.documents.get(documentId);
    const cursor = { person, colour: colours[cursors.size % colours.length], line: 1, column: 1 };
    const token = Symbol(person);
    cursors.set(token, cursor);
    this.connections++;
    let left = false;
    return {
      cursor,
      move(line, column) {
        cursor.line = line;
        cursor.column = column;
      },
      leave: () => {
        if (left) return;
        left = true;
        cursors.delete(token);
        this.connections--;
      },
    };
  }

  others(documentId, except) {
    const cursors = this.documents.get(documentId);
    if (cursors === undefined) return [];
    return [...cursors.values()].filter((cursor) => cursor !== except);
  }

  statistics() {
    let busiest = 0;
    for (const cursors of this.documents.values()) busiest = Math.max(busiest, cursors.size);
    return { connections: this.connections, busiest };
  }
}

module.exports = { Cursors };
