import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';

const Client = Octokit.plugin(paginateRest);
export type GitHubClient = InstanceType<typeof Client>;

export interface GitHubAccess {
  /** `GITHUB_API_URL`; other than github.com on an Enterprise server. */
  readonly apiUrl: string;
  readonly token: string;
  readonly version: string;
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const requestTimeoutMs = 20_000;

/** GitHub's REST API. It repeats nothing by itself: a request that may have worked is repeated only after a look. */
export function createClient({ apiUrl, token, version }: GitHubAccess): GitHubClient {
  const client = new Client({ auth: token, baseUrl: apiUrl, userAgent: `leakgate/${version}`, log: silent });
  client.hook.before('request', (options) => {
    options.request = { ...options.request, signal: AbortSignal.timeout(requestTimeoutMs) };
  });
  return client;
}
