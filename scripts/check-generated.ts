import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { executeCodegen, loadContext } from '@graphql-codegen/cli';
import { format, resolveConfig } from 'prettier';

// npm run check:generated: whether the committed code is what the schema gives. Writes nothing.
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const context = await loadContext('codegen.yml');
context.updateConfig({ silent: true, errorsOnly: true });
const { result, error } = await executeCodegen(context);
if (error) throw error;

const stale: string[] = [];
for (const { filename, content } of result) {
  const expected = await format(content, { ...(await resolveConfig(filename)), filepath: filename });
  if (expected !== read(filename)) stale.push(filename);
}
if (result.length === 0 || stale.length > 0) {
  console.error(
    `Not what the schema gives: ${stale.join(', ') || 'nothing is generated'}. Run: npm run generate`,
  );
  process.exitCode = 1;
} else {
  console.log(`Generated code is up to date: ${result.map(({ filename }) => filename).join(', ')}`);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
