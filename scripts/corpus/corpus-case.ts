import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface CaseRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | null;
  readonly weight?: number;
  /** Status codes that are right answers, e.g. `404`; any from 200 to 399 where nothing is said. */
  readonly expectStatus?: string;
}

/** What `case.json` says of a service: its request and the truth that was measured. */
export interface CorpusCase {
  readonly id: string;
  readonly kind: 'leaky' | 'clean';
  readonly request: CaseRequest | { readonly requests: readonly CaseRequest[] };
  readonly expected: {
    readonly leaks: boolean;
    /** It leaks, and nothing but RSS shows it: with the defaults that is a warning and no verdict. */
    readonly onlyRss?: boolean;
    readonly approxBytesPerRequest: {
      readonly heap?: number;
      readonly external?: number | null;
      readonly fds?: number | null;
    };
    readonly whatLeaks: string | null;
    readonly growthMode?: string;
    /** One of these is in the owner's text. */
    readonly owner?: readonly string[];
    /** The statement of the service that leads to the growth, or one of several. */
    readonly site?: { readonly file: string; readonly statements: readonly string[] };
    /** The package that leaks: a frame of the stack lies in it. */
    readonly frameIn?: string;
  };
  readonly env?: Readonly<Record<string, string>>;
  readonly startCommand: string;
  /** The case's own Node, relative to its folder. */
  readonly nodeBin?: string | null;
  /** Majors of Node on which the truth is another: the service does not start, or Node has mended what leaked. */
  readonly notOnNodes?: readonly string[];
  readonly installScripts?: boolean;
  /** What the measuring run used; nothing that the gate is told. */
  readonly load?: {
    readonly warmup?: number;
    readonly perRound?: number;
    readonly rounds?: number;
    readonly connections?: number;
  };
  readonly verified?: unknown;
}

export interface CaseFolder {
  readonly folder: string;
  readonly truth: CorpusCase;
}

/** The cases below a folder, by name; a filter keeps those whose name contains one of its comma-separated words. */
export async function readCorpus(corpusFolder: string, filter: string | null): Promise<CaseFolder[]> {
  const names = (await readdir(corpusFolder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .map((entry) => entry.name)
    .filter((name) => filter === null || filter.split(',').some((word) => name.includes(word)))
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const folder = join(corpusFolder, name);
      return { folder, truth: JSON.parse(await readFile(join(folder, 'case.json'), 'utf8')) as CorpusCase };
    }),
  );
}

export function requestsOf({ request }: CorpusCase): readonly CaseRequest[] {
  return 'requests' in request ? request.requests : [request];
}
