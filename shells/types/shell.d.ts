// What both mini-programs agree on. Only the check reads this.

/** What a page was opened with. */
type Query = Record<string, string | undefined>;

/** What the site answered. */
interface Answer {
  status: number;
  /** The JSON that came, or `null`. */
  body: any;
}

/** What people share. */
interface Card {
  title: string;
  path: string;
  imageUrl: string;
}

/** What the build knows of this city. */
interface Addresses {
  site: string;
  hotline: string;
  templates: string[];
}

/** What an app can do for us. A promise is rejected with a `Refusal`. */
interface Container {
  /** How the site calls it. */
  means: 'wechat' | 'alipay';
  /** What people call it. */
  name: string;
  /** A code for its user, good once. */
  code(): Promise<string>;
  get(url: string): Promise<Answer>;
  post(url: string, body: object): Promise<Answer>;
  /** The files that somebody chose. */
  pictures(most: number): Promise<string[]>;
  upload(url: string, file: string, onPercent: (percent: number) => void): Promise<Answer>;
  /** The word that stands for its user's number, from what a button said. */
  phone(event: any): Promise<string>;
  pay(order: any): Promise<void>;
  /** Whether somebody wants at least one of these messages. */
  subscribe(templates: string[]): Promise<boolean>;
  /** What a code says. */
  scan(): Promise<string>;
  /** A card whose title comes a moment later, where the app can wait. */
  share(card: Card, title: Promise<string>): any;
  /** The page under the one that is seen, or nothing. */
  below(): string;
  back(): void;
  replace(url: string): void;
  restart(url: string): void;
}

/** A page as its own functions see it. */
interface Shown<Data> {
  data: Data;
  setData(part: Partial<Data>, after?: () => void): void;
}

/** One thing that a web-view may not do. */
interface Kind {
  words: (container: Container) => { title: string; note: string; act: string };
  /** The platform wants a finger on a button before it does this. */
  needsTap: boolean;
  /** Does it; says which path the site opens then, or nothing where the page stays as it was. */
  run(work: Work): Promise<string | undefined>;
}

/** One hand-over under way. */
interface Work {
  container: Container;
  addresses: Addresses;
  query: Query;
  /** Where the site wants to go on. */
  back: string;
  /** What the button said. */
  event: any;
  /** Files that still have to go. */
  left: string[];
  total: number;
  say(progress: string): void;
  /** The site holds something new: its page is fetched again, whichever way somebody goes back. */
  changed(): void;
}
