'use strict';

const header = 12;
const types = { media: 0x80, bye: 0x81 };

/** A small relative of RTP: type, call, sequence and a frame of sound. */
function encode({ type, call, sequence, frame = Buffer.alloc(0) }) {
  const packet = Buffer.alloc(header + frame.length);
  packet[0] = types[type];
  packet.writeUInt16BE(sequence, 2);
  packet.writeUInt32BE(call, 4);
  packet.writeUInt32BE(frame.length, 8);
  frame.copy(packet, header);
  return packet;
}

function decode(packet) {
  if (packet.length < header) return null;
  const type = Object.keys(types).find((name) => types[name] === packet[0]);
  if (type === undefined) return null;
  return {
    type,
    sequence: packet.readUInt16BE(2),
    call: packet.readUInt32BE(4),
    frame: packet.subarray(header, header + packet.readUInt32BE(8)),
  };
}

module.exports = { encode, decode };
