import { stringify } from 'yaml';
import { type Draft, gather } from './draft.ts';
import { hideSecrets } from './hide-secrets.ts';
import { importAutocannon } from './import-autocannon.ts';
import { importCurl } from './import-curl.ts';
import { importHar } from './import-har.ts';
import { importOpenApi } from './import-openapi.ts';
import { importUrls } from './import-urls.ts';

/** What scenarios can be imported from. */
export const importKinds = ['har', 'openapi', 'urls', 'autocannon', 'curl'] as const;

export type ImportKind = (typeof importKinds)[number];

export interface ImportSettings {
  /** Of a HAR: the origin whose requests are taken; null: the one that most go to. */
  readonly origin: string | null;
  /** Of an OpenAPI description: operations that change something as well. */
  readonly allMethods: boolean;
}

/** Reads a source of a kind as a draft. Throws ImportProblem. */
export function importScenario(kind: ImportKind, text: string, settings: ImportSettings): Draft {
  switch (kind) {
    case 'har':
      return hideSecrets(importHar(text, settings.origin));
    case 'openapi':
      return importOpenApi(text, settings.allMethods);
    case 'urls':
      return importUrls(text);
    case 'autocannon':
      return importAutocannon(text);
    case 'curl':
      return hideSecrets(importCurl(text));
  }
}

/** A draft as a scenario file in YAML, its notes as comments at the top. */
export function renderDraft({ requests, options, notes }: Draft): string {
  const beside = Object.entries(options).map(([name, value]) => `${name}: ${value}`);
  const comments = [
    ...notes,
    ...(beside.length === 0 ? [] : [`Options that belong into leakgate.yml: ${beside.join(', ')}`]),
  ];
  const head = comments.map((line) => `# ${line.replaceAll(/[\r\n]+/g, ' ')}\n`).join('');
  return `${head}${stringify({ requests: gather(requests) }, { lineWidth: 120 })}`;
}
