import type { Part, RequestBody } from './scenario.ts';
import { randomBytes } from './seeded-random.ts';
import { compileTemplate, type Template, type TemplateContext } from './template.ts';

/** A body as it goes over the wire, and the headers that describe it. */
export interface FilledBody {
  readonly content: string | Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** Prepares a body to be filled once per request. */
export function compileBody(body: RequestBody): (context: TemplateContext) => FilledBody {
  switch (body.kind) {
    case 'none':
      return () => ({ content: null, headers: {} });
    case 'text': {
      const text = compileTemplate(body.text);
      return (context) => ({ content: text(context), headers: {} });
    }
    case 'json': {
      const text = compileTemplate(body.text, 'json');
      return (context) => ({ content: text(context), headers: { 'content-type': 'application/json' } });
    }
    case 'form': {
      const fields = body.fields.map(([name, value]) => [name, compileTemplate(value)] as const);
      return (context) => ({
        content: new URLSearchParams(
          fields.map(([name, value]): [string, string] => [name, value(context)]),
        ).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    }
    case 'bytes': {
      const content = Buffer.from(body.bytes);
      return () => ({ content, headers: {} });
    }
    case 'multipart':
      return compileMultipart(body.parts);
  }
}

/** `multipart/form-data` by RFC 7578; the boundary comes from the request's random stream, so that it repeats. */
function compileMultipart(parts: readonly Part[]): (context: TemplateContext) => FilledBody {
  const compiled = parts.map((part) => ({
    head: headOf(part),
    content: typeof part.content === 'string' ? compileTemplate(part.content) : Buffer.from(part.content),
  }));
  return (context) => {
    const boundary = `leakgate-${randomBytes(context.random, 12).toString('hex')}`;
    const pieces = compiled.flatMap(({ head, content }) => [
      Buffer.from(`--${boundary}\r\n${head(context)}\r\n\r\n`),
      typeof content === 'function' ? Buffer.from(content(context)) : content,
      Buffer.from('\r\n'),
    ]);
    return {
      content: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    };
  };
}

function headOf({ name, filename, contentType }: Part): Template {
  const file = filename === null ? null : compileTemplate(filename);
  return (context) => {
    const disposition = `Content-Disposition: form-data; name="${escaped(name)}"`;
    const named = file === null ? disposition : `${disposition}; filename="${escaped(file(context))}"`;
    return contentType === null ? named : `${named}\r\nContent-Type: ${contentType}`;
  };
}

/** As browsers escape names and file names (HTML, "multipart/form-data encoding algorithm"). */
function escaped(text: string): string {
  return text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
