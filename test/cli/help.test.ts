import { describe, expect, it } from 'vitest';
import { commandTable } from '../../src/cli/command-table.ts';
import { renderCommandHelp, renderOverview } from '../../src/cli/help.ts';
import { isWritableIn, optionRows } from '../../src/options/option-table.ts';

describe('help', () => {
  it('names every command', () => {
    for (const { name } of commandTable) expect(renderOverview()).toContain(`\n  ${name}`);
  });

  it('names every option of run', () => {
    const help = renderCommandHelp(commandTable.find(({ name }) => name === 'run')!);
    for (const row of optionRows) {
      if (isWritableIn(row, 'flag')) expect(help).toContain(`\n  --${row.name}`);
      else expect(help).not.toContain(`\n  --${row.name} `);
    }
  });

  it.each(commandTable.map((command) => [command.name, command] as const))('of %s fits a terminal', (_, command) => {
    for (const line of renderCommandHelp(command).split('\n')) expect(line.length).toBeLessThanOrEqual(110);
  });
});
