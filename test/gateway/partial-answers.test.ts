import { testPartialAnswers } from './partial-answers.js';

testPartialAnswers(['http500', 'auth']);
