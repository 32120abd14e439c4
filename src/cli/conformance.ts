import { conformance } from './dcdscope/conformance';

process.exitCode = conformance(process.argv.slice(2));
