/** Whether a mutant compiles: one that does not is no fault that a test would have to find. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import ts from 'typescript';
import { inRoot } from './project.mjs';

/** What only says that something is not used or not reached: it is a fault all the same. */
const harmless = [6133, 6192, 6196, 6198, 7027];

function project(folder) {
  const path = inRoot('src', folder, 'tsconfig.json');
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, dirname(path));
}

/** Tells of one mutant after the other whether it compiles. */
export function compiler() {
  const [model, worker] = ['model', 'worker'].map(project);
  const files = [...model.fileNames, ...worker.fileNames];
  const options = { ...worker.options, noEmit: true, emitDeclarationOnly: false };
  for (const name of ['rootDir', 'outDir', 'composite']) delete options[name];
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile;
  const known = new Map();
  let changed;
  host.getSourceFile = (name, ...more) => {
    if (name === changed?.name) return ts.createSourceFile(name, changed.text, ...more);
    if (!known.has(name)) known.set(name, read(name, ...more));
    return known.get(name);
  };
  let program = ts.createProgram(files, options, host);
  return ({ fileName, at, from, replacement }) => {
    const name = inRoot(fileName).replaceAll('\\', '/');
    const text = readFileSync(name, 'utf8');
    changed = { name, text: text.slice(0, at) + replacement + text.slice(at + from.length) };
    program = ts.createProgram(files, options, host, program);
    const found = program.getSemanticDiagnostics(program.getSourceFile(name));
    return found.every(({ code }) => harmless.includes(code));
  };
}
