import { type Detector, isHeldByNode } from './detector.ts';

/** What Node holds open by itself: an object of these lives until it is closed, whoever has forgotten it. */
const HANDLE =
  /^((TCP|UDP|TLS) (socket|server)|pipe|file handle|file descriptor|child process|file watcher|worker thread|message port|(TCP(Socket|Server)?|Pipe|UDP|FSEvent|Process|StatWatcher|TTY|Worker|MessagePort)(Wrap|Handle)?)$/;

/** Descriptors and handles that are opened and not closed; see file-descriptor.md. */
export const fileDescriptor: Detector = {
  mode: 'file-descriptor',
  nouns: null,
  detects: (shape) => isHeldByNode(shape) && HANDLE.test(shape.content),
  advice: () =>
    'Close what the request opens on every way out, errors and aborted uploads included (`pipeline`, `stream.destroy()`, `handle.close()` in a `finally`; `terminate()` of a worker, `close()` of a watcher or socket).',
};
