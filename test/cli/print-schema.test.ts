import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { loadTypeDefs } from '../../src/graphql/type-defs.js';

describe('npm run print-schema', () => {
  it('prints the whole SDL, wherever it is run from', () => {
    const script = join(process.cwd(), 'src/cli/print-schema.ts');
    const tsx = import.meta.resolve('tsx');
    const printed = spawnSync(process.execPath, ['--import', tsx, script], {
      encoding: 'utf8',
      cwd: tmpdir(),
    });
    expect([printed.status, printed.stderr]).toEqual([0, '']);
    expect(printed.stdout).toBe(loadTypeDefs());
    const schema = buildSchema(printed.stdout);
    expect(schema.getQueryType()?.getFields()).toHaveProperty('loadBalancers');
  });

  it('prints the same again', () => {
    expect(loadTypeDefs()).toBe(loadTypeDefs());
  });
});
