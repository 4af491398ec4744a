import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CliContext } from '../../src/cli/context.ts';
import { runCli } from '../../src/cli/run-cli.ts';

const fixtures = fileURLToPath(new URL('../import/fixtures/', import.meta.url));

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'leakgate-import-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

async function cli(...argv: string[]): Promise<{ exitCode: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const screen = { write: (text: string) => (err += text) } as unknown as CliContext['screen'];
  const context: CliContext = {
    currentDirectory: directory,
    writeOut: (text) => (out += text),
    screen,
    colorOut: false,
    columnsOut: 100,
    signal: new AbortController().signal,
  };
  const exitCode = await runCli(['scenario', ...argv], context);
  return { exitCode, out, err };
}

describe('leakgate scenario import', () => {
  it('writes a scenario that scenario check understands', async () => {
    const wrote = await cli('import', 'har', join(fixtures, 'shop.har'), '--out', 'scenarios/shop.yml');
    expect(wrote).toMatchObject({ exitCode: 0, err: '' });
    expect(wrote.out).toContain('wrote scenarios/shop.yml');
    process.env.LEAKGATE_COOKIE = 'c';
    process.env.LEAKGATE_AUTHORIZATION = 'a';
    const shown = await cli('check', '--dry-run', '--url', 'http://127.0.0.1:1/', '--scenario', 'scenarios/shop.yml');
    delete process.env.LEAKGATE_COOKIE;
    delete process.env.LEAKGATE_AUTHORIZATION;
    expect(shown).toMatchObject({ exitCode: 0, err: '' });
    expect(shown.out).toContain('> POST /login\n  > content-type: application/json\n  > authorization: ***\n');
    expect(shown.out).toContain('> GET /feed?v=2\n  > {"type":"subscribe"}');
    expect(shown.out).toContain('> GET /products?search=red%20shoe&page=2');
  });

  it('says which variables the scenario needs when they are not set', async () => {
    await cli('import', 'har', join(fixtures, 'shop.har'), '--out', 'shop.yml');
    const { exitCode, err } = await cli('check', '--dry-run', '--url', 'http://127.0.0.1:1/', '--scenario', 'shop.yml');
    expect(exitCode).toBe(3);
    expect(err).toMatch(/shop\.yml:\d+:\d+: .*LEAKGATE_COOKIE, which is not set/);
  });

  it('prints the scenario where no file is named, and takes commands as they are', async () => {
    const { exitCode, out } = await cli('import', 'curl', "curl -d 'a=1' http://127.0.0.1:3000/form");
    expect(exitCode).toBe(0);
    expect(out).toContain('requests:\n  - method: POST\n    path: /form\n');
  });

  it('overwrites no file unless it is told to', async () => {
    writeFileSync(join(directory, 'mine.yml'), 'precious');
    const args = ['import', 'urls', join(fixtures, 'urls.txt'), '--out', 'mine.yml'];
    const refused = await cli(...args);
    expect(refused).toMatchObject({ exitCode: 3, out: '' });
    expect(refused.err).toContain('mine.yml already exists, and nothing was written');
    expect(readFileSync(join(directory, 'mine.yml'), 'utf8')).toBe('precious');
    expect(await cli(...args, '--force')).toMatchObject({ exitCode: 0 });
    expect(readFileSync(join(directory, 'mine.yml'), 'utf8')).toContain('path: /cart/7');
  });

  it.each([
    [['import', 'postman', 'x.json'], /KIND is 'postman'; expected one of har, openapi, urls, autocannon, curl/],
    [['import', 'har', 'missing.har'], /SOURCE is 'missing\.har'; expected a file that can be read/],
    [['import', 'har'], /expected leakgate scenario import/],
    [['import', 'curl', 'wget x'], /SOURCE is 'wget x'; expected a command that begins with 'curl'/],
    [['import', 'har', join(fixtures, 'shop.har'), '--origin', 'x'], /--origin is 'x'; expected an origin/],
    [['imprt'], /command is 'scenario imprt'; expected one of .*did you mean scenario import\?/],
  ])('refuses %j', async (argv, expected) => {
    const { exitCode, err } = await cli(...argv, '--out', 'out.yml').catch(() => ({ exitCode: -1, err: '' }));
    expect(exitCode).toBe(3);
    expect(err).toMatch(expected);
    expect(existsSync(join(directory, 'out.yml'))).toBe(false);
  });
});

describe('leakgate scenario check', () => {
  it('reads a scenario inside leakgate.yml, with the files that it names', async () => {
    const config = `url: http://127.0.0.1:1/
scenario:
  set-up: [{ path: /t, save: { tenant: body } }]
  requests:
    - { path: "/{{tenant}}/{{seq}}" }
    - { path: /up, multipart: { photo: { file: photo.bin } } }
`;
    writeFileSync(join(directory, 'leakgate.yml'), config);
    writeFileSync(join(directory, 'photo.bin'), 'x');
    const { exitCode, out, err } = await cli('check', '--dry-run');
    expect(err).toBe('');
    expect(exitCode).toBe(0);
    expect(out).toContain('set-up: GET /t\n  > GET /t');
    expect(out).toContain('  > GET /{{tenant}}/2');
    expect(out).toContain('filename="photo.bin"');
  });

  it('names the line of a mistake inside leakgate.yml', async () => {
    writeFileSync(join(directory, 'leakgate.yml'), 'url: http://127.0.0.1:1/\nscenario:\n  requests: [{ path: x }]\n');
    const { exitCode, err } = await cli('check', '--dry-run');
    expect(exitCode).toBe(3);
    expect(err).toContain("leakgate.yml:3:22 is the path 'x'; expected a path that begins with '/'");
  });

  it('says that a service which does not run is not there', async () => {
    const { exitCode, out } = await cli('check', '--running', '--url', 'http://127.0.0.1:1/');
    expect(exitCode).toBe(2);
    expect(out).toContain('NOT as expected: got no answer from http://127.0.0.1:1: ECONNREFUSED');
  });

  it('needs to know where', async () => {
    const { exitCode, err } = await cli('check', '--dry-run');
    expect(exitCode).toBe(3);
    expect(err).toContain('url is not given; expected where the service listens');
  });
});
