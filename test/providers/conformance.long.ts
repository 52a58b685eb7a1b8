import { testConformance } from './conformance.js';
import { example } from './example/subject.js';
import { furtherSubjects } from './subjects.js';

testConformance('ACME, the example of docs/add-a-provider.md', example);
for (const [name, subject] of Object.entries(furtherSubjects)) testConformance(name, subject);
