// The worker comes when everything of the page is there: reading never waits for it. Where there is none, nothing is missing.
if ('serviceWorker' in navigator) {
  const register = () => navigator.serviceWorker.register('/sw.js').catch(() => {});
  if (document.readyState === 'complete') register();
  else addEventListener('load', register);
}
