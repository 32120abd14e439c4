import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Driver } from './driver';

/** Drops a file on the page, as a person does from a folder. */
const drop = async ({ page }: Driver, name: string, type: string, bytes: Buffer): Promise<void> => {
  const transfer = await page.evaluateHandle(
    ([label, kind, data]) => {
      const all = new DataTransfer();
      const content = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
      all.items.add(new File([content], label, { type: kind }));
      return all;
    },
    [name, type, bytes.toString('base64')] as const,
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
};

for (const [form, type] of [
  ['SVG', 'image/svg+xml'],
  ['PNG', 'image/png'],
] as const) {
  test(`a picture saved as ${form} opens its run at its step when it is dropped back`, async ({
    driver,
  }) => {
    const { page, open, press, idle, see } = driver;
    await open();
    await press('ArrowRight', 'Control+s');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Title').fill('<b>&"hostile"');
    await dialog.getByLabel('Title').press('Enter');
    await idle();
    const saved = page.waitForEvent('download');
    await dialog.getByRole('button', { name: `Save ${form}` }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe(`b-hostile-step-12-map.${form.toLowerCase()}`);
    const bytes = readFileSync(await download.path());
    if (form === 'SVG') {
      // An image is decoded only where the text is well-formed.
      const width = await page.evaluate(async (text) => {
        const image = new Image();
        image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
        await image.decode();
        return image.width;
      }, bytes.toString('utf8'));
      expect(width).toBe(960);
    }
    await page.goto('about:blank');
    await open();
    // Programs often pass a file on without its type.
    await drop(driver, 'a', form === 'SVG' ? type : '', bytes);
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('button', { name: 'Open as a new run' }).click();
    await idle();
    expect(await see.step()).toBe('Step 12 of 21');
    await expect(page).toHaveTitle('<b>&"hostile" · DCDscope');
  });
}

test('a picture without a run, and one that was cut, say so and open nothing', async ({
  driver,
}) => {
  const { page, open, see } = driver;
  await open();
  const png = readFileSync(new URL('../public/icon-192.png', import.meta.url));
  await drop(driver, 'icon.png', 'image/png', png);
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('alert')).toContainText('This picture carries no run');
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations).toEqual([]);
  await sheet.getByRole('button', { name: 'Close' }).click();
  await drop(driver, 'icon.png', 'image/png', png.subarray(0, 1000));
  await expect(sheet.getByRole('alert')).toContainText('This picture is damaged');
  await sheet.getByRole('button', { name: 'Close' }).click();
  expect(await see.step()).toBe('Step 11 of 21');
});

test('a file is chosen in the sheet', async ({ driver }) => {
  const { page, open, press } = driver;
  await open();
  await press('i');
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('File to read').setInputFiles({
    name: 'log.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('4801: ffffffff00000000\n'),
  });
  await expect(sheet).toContainText('1 line, all understood');
});
