// Calls every function of a module that wasm-bindgen has generated for Node. The output is that of Rust's test executables, with the time of each test.
//
//     node run.mjs MODULE [NAME]... [--skip NAME]...
//
// NAME is a part of a test's name, as for Rust's test executables.

import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';

// A panic's message has its location in Rust, so the stack of WASM functions is omitted.
Error.stackTraceLimit = 0;

const options = { skip: { type: 'string', multiple: true, default: [] } };
const { positionals, values } = parseArgs({ options, strict: false, allowPositionals: true });
const [path, ...wanted] = positionals;
const module = createRequire(import.meta.url)(path);

const matches = (name) => (part) => name.includes(part);
const tests = Object.entries(module).filter(
  ([name, test]) =>
    typeof test === 'function' &&
    name !== 'print_panics' &&
    !name.startsWith('__') &&
    (wanted.length === 0 || wanted.some(matches(name))) &&
    !values.skip.some(matches(name)),
);

console.log(`running ${tests.length} tests`);
for (const [name, test] of tests) {
  const begun = performance.now();
  let result = 'ok';
  try {
    test();
  } catch {
    // The panic's message was printed when it happened.
    result = 'FAILED';
    process.exitCode = 1;
  }
  console.log(`test ${name} ... ${result} <${((performance.now() - begun) / 1000).toFixed(3)}s>`);
}
