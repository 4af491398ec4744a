import * as core from '@actions/core';
import { isList, isWritableIn, type OptionName, optionRows } from '../options/option-table.ts';
import type { RawSource, RawValue } from '../options/raw-options.ts';
import { whyUnknown } from '../options/read-config.ts';

/**
 * The inputs of this step. An input that is empty counts as not given, because a workflow writes `${{ … }}` that may be
 * empty; the runner hands on unknown inputs too (`INPUT_<NAME>`, upper case, blanks as `_`), and those are problems.
 */
export function readInputs(env: NodeJS.ProcessEnv): RawSource {
  const options = new Map<OptionName, RawValue>();
  for (const row of optionRows.filter((each) => isWritableIn(each, 'input'))) {
    const text = core.getInput(row.name);
    if (text === '') continue;
    options.set(row.name, {
      texts: isList(row) ? core.getMultilineInput(row.name) : [text],
      from: `input ${row.name}`,
    });
  }
  const problems = Object.keys(env)
    .filter((name) => name.startsWith('INPUT_'))
    .map((name) => name.slice('INPUT_'.length).toLowerCase())
    .flatMap((name) => whyUnknown(name, `input ${name}`) ?? []);
  return { options, problems };
}
