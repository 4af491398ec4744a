/** Node's own objects in the reader's words; V8 gives them the names of Node's C++ classes. */
const KNOWN: Readonly<Record<string, string>> = {
  TCPSocketWrap: 'TCP socket',
  TCPServerWrap: 'TCP server',
  PipeWrap: 'pipe',
  UDPWrap: 'UDP socket',
  TLSWrap: 'TLS socket',
  Process: 'child process',
  FSEventWrap: 'file watcher',
  StatWatcher: 'file watcher',
  FileHandle: 'file handle',
  ZlibStream: 'zlib stream',
  BrotliEncoder: 'brotli stream',
  BrotliDecoder: 'brotli stream',
  Worker: 'worker thread',
  MessagePort: 'message port',
  ModuleWrap: 'ES module',
  ContextifyContext: 'vm context',
  ContextifyScript: 'vm script',
  ChannelWrap: 'DNS resolver',
  'std::unordered_map<std::string, StoredDataObject>': 'store of Blob URLs',
};

/** `Node / UDPWrap` is a `UDP socket`; other names are kept. */
export function nativeName(name: string): string {
  if (!name.startsWith('Node / ')) return name;
  const own = name.slice('Node / '.length);
  return KNOWN[own] ?? own;
}
