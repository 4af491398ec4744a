const KINDS = { pdf: 5_000_000, jpg: 8_000_000, csv: 1_000_000 };

export function fileOf(query) {
  const name = query.get('name') ?? '';
  const bytes = Number(query.get('bytes'));
  const kind = name.split('.').pop();
  if (!(kind in KINDS)) return { problem: `no files of the kind ${kind}` };
  if (!(bytes > 0 && bytes <= KINDS[kind])) return { problem: `${kind}: 1 to ${KINDS[kind]} bytes` };
  return { file: { name, kind, bytes, parts: Math.ceil(bytes / 250_000) } };
}
