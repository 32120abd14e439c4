/**
 * Where the kernel prints a line is for who reads the table: nothing of it is used at run time.
 * @type {import('vite').Plugin}
 */
export const withoutSources = {
  name: 'dcdscope:without-sources',
  enforce: 'pre',
  transform: {
    filter: { id: /kernel-lines\/[a-z]+-lines\.ts$/ },
    handler: (code) => code.replaceAll(/^ *(?:from: \[.*\]|seen: '\w+'),$/gm, ''),
  },
};
