import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { keySchema } from '../config/auth-schema.js';
import { hashKey, keyBytes, toKey } from '../auth/keys.js';

// npm run make-key -- --name N --accounts a,b [--introspect] [--trace]
const usage =
  'Usage: npm run make-key -- --name NAME --accounts ID,ID [--introspect] [--trace]\n' +
  'NAME is for logs; the accounts are ids of the configuration, or * for all.';

interface Request {
  readonly name: string;
  readonly accounts: readonly string[];
  readonly introspect: boolean;
  readonly trace: boolean;
}

function readArguments(): Request | null {
  try {
    const { values } = parseArgs({
      options: {
        name: { type: 'string' },
        accounts: { type: 'string' },
        introspect: { type: 'boolean', default: false },
        trace: { type: 'boolean', default: false },
      },
    });
    const { name = '', accounts = '', introspect, trace } = values;
    const ids = accounts.split(',').map((id) => id.trim());
    return name === '' || ids.includes('') ? null : { name, accounts: ids, introspect, trace };
  } catch {
    return null;
  }
}

const request = readArguments();
const key = toKey(randomBytes(keyBytes));
const sha256 = hashKey(key).toString('hex');
const entry = keySchema.safeParse({ ...request, sha256 });
if (request === null) {
  console.error(usage);
  process.exitCode = 2;
} else if (!entry.success) {
  for (const { path, message } of entry.error.issues) console.error(`--${String(path[0])}: ${message}`);
  process.exitCode = 2;
} else {
  console.log(`key: ${key}\nsha256: ${sha256}\n`);
  console.log(
    'The key is for its caller, shown this once and kept nowhere. The configuration holds\n(of a further key, the last line alone):\n',
  );
  // JSON is YAML too, and quotes whatever needs quoting.
  console.log(`auth:\n  mode: keys\n  keys:\n    - ${JSON.stringify(entry.data)}`);
}
