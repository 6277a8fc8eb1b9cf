// A button with `data-copies` copies the text of what it names, and says so beside it. It is there only where the browser can.
for (const button of document.querySelectorAll('button[data-copies]')) {
  const { copies, copied } = button.dataset;
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    const text = document.getElementById(copies);
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.nextElementSibling.textContent = copied;
    } catch {
      // Whatever forbids it leaves the text chosen, for the menu of the phone.
      getSelection().selectAllChildren(text);
    }
  });
}
