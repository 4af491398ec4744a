import { resolve } from 'node:path';
import { badOptions } from './bad-options.ts';
import type { OptionName } from './option-table.ts';
import {
  type Environment,
  findUnwritable,
  type Policy,
  parseOptions,
  policyOf,
  type Sources,
} from './resolve-options.ts';

/** What a run says in the review of a pull request, and as whom. */
export interface ReviewOptions {
  readonly comment: 'never' | 'on-change' | 'always';
  /** null: there is none, and nothing is said by the API. */
  readonly token: string | null;
  /** null: no check run of its own. */
  readonly checkName: string | null;
  /** As the user named the run; null: not named. */
  readonly name: string | null;
}

/** Reports of other runs to join, instead of a run. */
export interface MergePlan {
  /** Absolute. */
  readonly folders: readonly string[];
  /** null: as many as the reports announce. */
  readonly expectedCells: number | null;
  readonly policy: Policy;
}

const reviewOptions: readonly OptionName[] = ['comment', 'github-token', 'check-name', 'name'];
const mergeOptions: readonly OptionName[] = [
  'merge',
  'cells',
  'on-leak',
  'on-inconclusive',
  'max-growth',
  'max-growth-per-request',
  'report-directory',
];
/** Options of a run that contradict a merge where they stand beside it; leakgate.yml may hold them for the runs. */
const runOptions: readonly OptionName[] = ['start', 'attach', 'url', 'scenario', 'shard', 'prepare'];

/** Throws BAD_OPTIONS where one of them cannot be used. */
export function resolveReview(sources: Sources): ReviewOptions {
  const { values, problems } = parseOptions(sources, (name) => reviewOptions.includes(name));
  if (problems.length > 0) throw badOptions(problems);
  return {
    comment: values.comment as ReviewOptions['comment'],
    token: values['github-token']?.trim() ?? null,
    checkName: values['check-name'],
    name: values.name,
  };
}

/** The folders to merge, or null when this is to be a run. Throws BAD_OPTIONS with every problem of a merge. */
export function resolveMerge(sources: Sources, environment: Environment): MergePlan | null {
  if (!sources.given.options.has('merge')) return null;
  const all = [...mergeOptions, ...reviewOptions];
  const { values, problems } = parseOptions(sources, (name) => all.includes(name));
  for (const option of runOptions) {
    if (sources.given.options.has(option)) {
      problems.push({ option, given: 'given together with merge', expected: 'one of the two: a merge runs nothing' });
    }
  }
  problems.push(...findUnwritable(values, environment));
  if (problems.length > 0) throw badOptions(problems);
  return {
    folders: (values.merge ?? []).map((folder) => resolve(environment.currentDirectory, folder.trim())),
    expectedCells: values.cells,
    policy: policyOf(values, environment),
  };
}
