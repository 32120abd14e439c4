import { expect, test } from './driver';

/** What happens to a text that a script of the page would run or draw as markup. */
const attempts = {
  markup: "document.body.innerHTML = '<b>bold</b>'",
  frame: "document.createElement('iframe').srcdoc = '<b>bold</b>'",
  script: "document.createElement('script').text = 'window.ran = true'",
  worker: "new Worker('./worker.js')",
  policy: "trustedTypes.createPolicy('another', {})",
  again: "trustedTypes.createPolicy('dcdscope', {})",
};

test('no text becomes markup or a script, and only the worker of the build runs', async ({
  page,
}) => {
  await page.goto('./');
  await page.evaluate('window.dcdscope.whenIdle()');
  for (const [name, attempt] of Object.entries(attempts)) {
    await expect(page.evaluate(attempt), name).rejects.toThrow(/Trusted|[Pp]olicy/);
  }
});
