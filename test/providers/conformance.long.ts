import { testConformance } from './conformance.js';
import { furtherSubjects } from './subjects.js';

for (const [name, subject] of Object.entries(furtherSubjects)) testConformance(name, subject);
