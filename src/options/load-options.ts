import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { badOptions } from './bad-options.ts';
import type { GateOptions } from './gate-options.ts';
import type { Problem, RawSource } from './raw-options.ts';
import { emptySource, readConfig } from './read-config.ts';
import { readScenario } from './read-scenario.ts';
import {
  type Environment,
  type LoadTarget,
  type Policy,
  resolveLoadTarget,
  resolveOptions,
  resolvePolicy,
} from './resolve-options.ts';
import { type MergePlan, type ReviewOptions, resolveMerge, resolveReview } from './resolve-review.ts';
import { whyFolderUnwritable } from './why-unwritable.ts';

/** Read from the current folder where it exists and no other is named. */
export const defaultConfigFile = 'leakgate.yml';

/** What inputs or flags say, completed by the configuration file. Throws GateError BAD_OPTIONS with every problem. */
export function loadOptions(given: RawSource, currentDirectory: string): GateOptions {
  const environment = environmentOf(currentDirectory);
  return resolveOptions({ given, file: readConfigFile(given, environment) }, environment);
}

/** The same for the options of `analyze`. */
export function loadPolicy(given: RawSource, currentDirectory: string): Policy {
  const environment = environmentOf(currentDirectory);
  return resolvePolicy({ given, file: readConfigFile(given, environment) }, environment);
}

/** What to say in the review; throws like `loadOptions`. */
export function loadReview(given: RawSource, currentDirectory: string): ReviewOptions {
  return resolveReview({ given, file: readConfigFile(given, environmentOf(currentDirectory)) });
}

/** The reports to merge instead of a run, or null; throws like `loadOptions`. */
export function loadMerge(given: RawSource, currentDirectory: string): MergePlan | null {
  const environment = environmentOf(currentDirectory);
  return resolveMerge({ given, file: readConfigFile(given, environment) }, environment);
}

/** What `scenario check` sends, and how the service is started; `options` is null when it already runs. */
export interface CheckOptions extends LoadTarget {
  readonly options: GateOptions | null;
}

/** The same for the options of `scenario check`, which starts the service only where it is told how. */
export function loadCheckOptions(given: RawSource, currentDirectory: string, isRunning: boolean): CheckOptions {
  const environment = environmentOf(currentDirectory);
  const sources = { given, file: readConfigFile(given, environment) };
  const starts = (['start', 'attach'] as const).some(
    (name) => sources.given.options.has(name) || sources.file.options.has(name),
  );
  if (isRunning || !starts) return { ...resolveLoadTarget(sources, environment), options: null };
  const options = resolveOptions(sources, environment);
  const { origin, scenario, requestTimeoutMs } = options;
  return { origin, scenario, requestTimeoutMs, options };
}

/** A scenario that was just written, from its text; the problems that reading it would find. */
export function findScenarioProblems(text: string, fileName: string): readonly Problem[] {
  const surroundings = {
    expectStatus: [[200, 399]] as const,
    readBytes: () => new Uint8Array(),
    hasVariable: () => true,
  };
  return readScenario(text, fileName, surroundings).problems;
}

function readConfigFile(given: RawSource, { currentDirectory, readText }: Environment): RawSource {
  const named = given.options.get('config')?.texts[0]?.trim();
  const path = resolve(currentDirectory, named ?? defaultConfigFile);
  const text = readText(path);
  if (text !== null) return readConfig(text, named ?? basename(path));
  if (named === undefined) return emptySource();
  throw badOptions([
    ...given.problems,
    { option: 'config', given: `'${named}'`, expected: `a file that can be read (tried ${path})` },
  ]);
}

function environmentOf(currentDirectory: string): Environment {
  return {
    currentDirectory,
    readText: (path) => {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return null; // the caller says which option named it
      }
    },
    readBytes: (path) => {
      try {
        return readFileSync(path);
      } catch {
        return null; // the caller says which file named it
      }
    },
    hasVariable: (name) => process.env[name] !== undefined,
    isDirectory: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
    whyFolderUnwritable,
    eventName: process.env['GITHUB_EVENT_NAME'] ?? null,
    jobId: process.env['GITHUB_JOB'] ?? null,
  };
}
