// From one page to the next: the page that arrives is whole and its status is known.

import type { Page, Response } from '@playwright/test';

/** Does something that leads to a page, and waits for that page; gives its answer, with the status. */
export async function follow(page: Page, act: () => Promise<unknown>): Promise<Response> {
  const isPage = (response: Response) => {
    const request = response.request();
    const isRedirect = response.status() >= 300 && response.status() < 400;
    return request.isNavigationRequest() && request.frame() === page.mainFrame() && !isRedirect;
  };
  const [response] = await Promise.all([page.waitForEvent('response', isPage), page.waitForEvent('domcontentloaded'), act()]);
  return response;
}
