/** Files through which a step commands the runner (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). */
const commandFiles = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'];

/** What the runner gives an action and not a `run:` step: tokens for caches, artifacts and identities, and the inputs. */
const secret = /^(?:INPUT_|ACTIONS_(?:RUNTIME|ID_TOKEN|RESULTS|CACHE)_)/;

/**
 * Takes out of the environment what the service under test, which inherits it, must not have: the token among the inputs,
 * the runner's own tokens, and the files by which it could set outputs or variables in this step's name. Call it once the
 * inputs are read; the function returned gives the files back, when nothing of the service runs any more.
 */
export function holdBack(env: NodeJS.ProcessEnv): () => void {
  const files = new Map(commandFiles.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const])));
  for (const name of Object.keys(env)) if (secret.test(name) || files.has(name)) delete env[name];
  return () => {
    for (const [name, value] of files) env[name] = value;
  };
}
