import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exampleFolder, ideAssetPath, ideAssets } from '../src/http/ide-assets.js';

// npm run build: dist/ with everything but schema/, which is read where it stands.
const root = fileURLToPath(new URL('..', import.meta.url));
const { resolve } = createRequire(import.meta.url);

rmSync(join(root, 'dist'), { recursive: true, force: true });
if (compile()) copyIde(join(root, 'dist/http/ide'));
else process.exitCode = 1;

/** Whether it compiles; if not, the compiler has said why. */
function compile(): boolean {
  const tsc = join(dirname(resolve('typescript/package.json')), 'bin/tsc');
  const options = { cwd: root, stdio: 'inherit' } as const;
  return spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], options).status === 0;
}

function copyIde(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const asset of ideAssets) copyFileSync(ideAssetPath(asset), join(folder, asset.name));
  cpSync(exampleFolder(), join(folder, 'examples'), { recursive: true });
  // Who hands on these packages' files hands on their licences.
  for (const name of new Set(ideAssets.flatMap(({ origin }) => origin?.package ?? []))) {
    copyFileSync(
      join(dirname(resolve(`${name}/package.json`)), 'LICENSE'),
      join(folder, `${name}.LICENSE.txt`),
    );
  }
}
