import { testPartialAnswers } from './partial-answers.js';

testPartialAnswers(['vendor-throttle', 'hang', 'garbage']);
