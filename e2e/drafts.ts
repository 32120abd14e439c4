import type { Page } from '@playwright/test';
import { expect } from './driver';
import type { Driver } from './driver';

export const request = '{ "execute": "x" }';
export const isDraft = /#draft-[a-z0-9]+$/;

export const menuOf = (page: Page) => page.getByRole('dialog', { name: 'Drafts' });
export const rowsOf = (page: Page) => menuOf(page).locator('.draft-go');
export const titleOf = (page: Page) => page.locator('.title-btn');
export const noticeOf = (page: Page, text: string | RegExp) =>
  page.locator('.notices').getByText(text);

/** A draft of its own: another device, and one request sent. */
export async function begin(driver: Driver): Promise<string> {
  await driver.powerOn({ Host: 'By hand' });
  await driver.submit(request, 'now');
  await expect(driver.page).toHaveURL(isDraft);
  return driver.page.url();
}

export async function openMenu({ page, idle }: Driver): Promise<void> {
  await titleOf(page).click();
  await page.getByRole('button', { name: 'New device…' }).last().waitFor();
  await idle();
}
