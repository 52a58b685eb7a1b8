import { readFileSync } from 'node:fs';
import { checkFile } from '../config/check-file.js';
import { providers } from '../providers/registry.js';

// npm run check-config -- FILE
const [path, ...rest] = process.argv.slice(2);
if (path === undefined || rest.length > 0) {
  console.error('Usage: npm run check-config -- FILE');
  process.exitCode = 2;
} else {
  const { exitCode, lines } = checkFile(path, providers, {
    env: process.env,
    readFile: (file) => readFileSync(file, 'utf8'),
  });
  const print = exitCode === 0 ? console.log : console.error;
  for (const line of lines) print(line);
  process.exitCode = exitCode;
}
