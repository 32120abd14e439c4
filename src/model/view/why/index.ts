export { causesOf, type Causes } from './causes';
export { whyOf } from './why-of';
