const decoders = new Map<string, TextDecoder>();

export interface ContentType {
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Takes a content type apart; names of parameters are told without case. */
export function parseContentType(header: string): ContentType {
  const [type = 'text/plain', ...rest] = header.split(';').map((part) => part.trim());
  const parameters: Record<string, string> = {};
  for (const part of rest) {
    const at = part.indexOf('=');
    if (at < 1) continue;
    parameters[part.slice(0, at).toLowerCase()] = part.slice(at + 1).replace(/^"|"$/g, '');
  }
  return { type: type.toLowerCase(), parameters };
}

/** Decoders are dear to make for anything but UTF-8, so they are made once. */
export function decoderFor(header: string): TextDecoder {
  const charset = (parseContentType(header).parameters['charset'] ?? 'utf-8').toLowerCase();
  const known = decoders.get(charset);
  if (known) return known;
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(charset);
  } catch {
    return decoders.get('windows-1252') ?? decoderFor('text/plain; charset=windows-1252');
  }
  decoders.set(charset, decoder);
  return decoder;
}

export function decodersKnown(): number {
  return decoders.size;
}
