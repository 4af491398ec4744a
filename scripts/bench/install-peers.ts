import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PEERS = {
  '@vscode/v8-heap-parser': '0.1.0',
  'heap-snapshot-toolkit': '1.1.3',
  '@memlab/heap-analysis': '2.0.5',
  '@memlab/core': '2.0.5',
};

/** Installs the peers, browsers and scripts left out, into a folder that is not the project's, with the contenders beside them. */
export function installPeers(folder: string): void {
  const manifest = `${JSON.stringify({ private: true, dependencies: PEERS }, null, 2)}\n`;
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'node_modules', '@memlab'))) {
    writeFileSync(join(folder, 'package.json'), manifest);
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      stdio: 'inherit',
      env: { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1' },
    });
  }
  for (const name of ['heap-snapshot-toolkit', 'v8-heap-parser', 'memlab', 'json-parse']) {
    copyFileSync(fileURLToPath(new URL(`contenders/${name}.mjs`, import.meta.url)), join(folder, `${name}.mjs`));
  }
}
