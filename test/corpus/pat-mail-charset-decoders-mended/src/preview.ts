import { decoderFor } from './charset.js';

export interface Preview {
  readonly subject: string;
  readonly from: string;
  readonly excerpt: string;
  readonly words: number;
  readonly spam: number;
}

const SPAMMY = ['winner', 'casino', 'urgent', 'free money'];

function headersOf(text: string): Map<string, string> {
  const headers = new Map<string, string>();
  let last = '';
  for (const line of text.split(/\r?\n/)) {
    if (/^\s/.test(line) && last) headers.set(last, `${headers.get(last)} ${line.trim()}`);
    else {
      const at = line.indexOf(':');
      if (at < 1) continue;
      last = line.slice(0, at).toLowerCase();
      headers.set(last, line.slice(at + 1).trim());
    }
  }
  return headers;
}

/** The first lines of a message as a list of mails shows them. */
export function previewOf(message: Buffer): Preview {
  const end = message.indexOf('\n\n');
  const head = message.subarray(0, end < 0 ? message.length : end).toString('latin1');
  const headers = headersOf(head);
  const body = end < 0 ? Buffer.alloc(0) : message.subarray(end + 2);
  const text = decoderFor(headers.get('content-type') ?? 'text/plain').decode(body);
  const lower = text.toLowerCase();
  return {
    subject: headers.get('subject') ?? '(no subject)',
    from: headers.get('from') ?? 'unknown',
    excerpt: text.replace(/\s+/g, ' ').slice(0, 120),
    words: text.split(/\s+/).length,
    spam: SPAMMY.filter((word) => lower.includes(word)).length / SPAMMY.length,
  };
}
