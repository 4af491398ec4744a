/**
 * Gives an array's memory back at once where the platform can (ArrayBuffer.prototype.transfer, Node 22 and later), and leaves it to
 * the garbage collector elsewhere. The array is empty afterwards.
 */
export function discard(array: Uint32Array | Uint8Array): void {
  const { buffer } = array as { buffer: { transfer?: (length: number) => unknown } };
  buffer.transfer?.(0);
}
