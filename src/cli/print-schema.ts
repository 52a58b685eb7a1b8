import { loadTypeDefs } from '../graphql/type-defs.js';

// npm run print-schema: needs neither a configuration nor a network.
process.stdout.write(loadTypeDefs());
