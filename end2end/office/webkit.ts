// A real WebKit, the engine of every iPhone, as Debian has it for small machines: as old as Safari 16. It is driven by its own driver,
// since Playwright knows only the one that it brings along.

import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { Builder, By, Capabilities, type WebDriver, type WebElement } from 'selenium-webdriver';

import { freePort } from './server';

const LIBRARIES = '/usr/lib';
/** Where it lies, if it is there; the folder of a machine's libraries has the name of its processor. */
export const WEBKIT = readdirSync(LIBRARIES)
  .map((machine) => join(LIBRARIES, machine, 'wpe-webkit-1.1/MiniBrowser'))
  .find((path) => existsSync(path));
/** How long something may take to come, in milliseconds. This guards against hanging. */
const PATIENCE = 20_000;

/** Opens a browser at this address, for as long as `use` takes. */
export async function inWebKit(address: string, use: (visitor: Visitor) => Promise<void>): Promise<void> {
  const port = await freePort();
  const env = { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' };
  const driver = spawn('WPEWebDriver', [`--port=${port}`], { env, stdio: 'ignore' });
  const failed = new Promise<never>((_, fail) => driver.once('error', fail));
  try {
    await Promise.race([failed, listens(`http://127.0.0.1:${port}/status`)]);
    const browserOptions = { binary: WEBKIT, args: ['--automation', '--headless'] };
    const wanted = new Capabilities({ browserName: 'MiniBrowser', 'wpe:browserOptions': browserOptions });
    const browser = await new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(wanted).build();
    try {
      await use(new Visitor(browser, address));
    } finally {
      await browser.quit();
    }
  } finally {
    driver.kill();
  }
}

/** Somebody at that browser, who knows what a page says and not how it is made. */
export class Visitor {
  constructor(
    private readonly browser: WebDriver,
    private readonly address: string,
  ) {}

  async goes(path: string): Promise<void> {
    await this.browser.get(`${this.address}${path}`);
  }

  /** Presses a button that begins with these words, and waits for the page it leads to. */
  async presses(words: string): Promise<void> {
    await this.arrives(button(words));
  }

  /** Presses it, and the page stays. */
  async pressesInVain(words: string): Promise<void> {
    await this.clicks(button(words));
  }

  /** Follows a link that begins with these words, and waits for the page it leads to. */
  async follows(words: string): Promise<void> {
    await this.arrives(`//a[starts-with(normalize-space(), '${words}')]`);
  }

  /** The line, the choice or the picker with this label. */
  async field(label: string): Promise<WebElement> {
    const found = await this.sees(`//label[contains(normalize-space(), '${label}')]`);
    const id = await found.getAttribute('for');
    return id ? this.browser.findElement(By.id(id)) : found.findElement(By.css('input'));
  }

  /** Waits until the page says these words in one place. */
  async reads(words: string): Promise<string> {
    const said = await this.sees(`//body//*[text()[contains(., '${words}')]]`);
    return said.getText();
  }

  /** What a script in the page gives. */
  asks<Said>(script: string): Promise<Said> {
    return this.browser.executeScript<Said>(script);
  }

  private async arrives(xpath: string): Promise<void> {
    await this.asks('window.isBefore = true');
    await this.clicks(xpath);
    const isThere = () => this.asks<boolean>('return !window.isBefore && document.readyState === "complete"').catch(() => false);
    await this.browser.wait(isThere, PATIENCE, `nothing came of ${xpath}`);
  }

  /** By a script: the driver takes what stands in a bar over the page for out of reach. */
  private async clicks(xpath: string): Promise<void> {
    await this.browser.executeScript('arguments[0].click()', await this.sees(xpath));
  }

  /** Waits until this stands in the page. */
  sees(xpath: string): Promise<WebElement> {
    const seen = async () => {
      const [found] = await this.browser.findElements(By.xpath(xpath));
      // It may be gone again.
      return found && (await found.isDisplayed().catch(() => false)) ? found : undefined;
    };
    return this.browser.wait(seen, PATIENCE, `there is no ${xpath}`) as Promise<WebElement>;
  }
}

function button(words: string): string {
  return `//button[starts-with(normalize-space(), '${words}')]`;
}

/** Waits until somebody answers there. */
async function listens(address: string): Promise<void> {
  const isThere = () => fetch(address).then(() => true, () => false);
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) if (await isThere()) return;
  throw new Error(`nobody listens at ${address}`);
}
